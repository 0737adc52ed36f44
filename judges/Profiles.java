import java.io.File;
import java.util.List;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/**
 * Judges OWL documents: is each inside OWL 2 DL and OWL 2 RL (OWLAPI), consistent, and free of
 * classes that nothing can belong to (HermiT)? Ends with 1 when one is not.
 */
public final class Profiles {
    private static final int SHOWN = 20;

    public static void main(String[] files) throws Exception {
        boolean fine = true;
        for (String file : files) {
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(file));
            System.out.printf("%s: %d axioms%n", new File(file).getName(), ontology.getAxiomCount());
            for (OWLProfile profile : List.of(new OWL2DLProfile(), new OWL2RLProfile())) {
                fine &= inside(profile, ontology);
            }
            fine &= consistent(ontology);
        }
        System.exit(fine ? 0 : 1);
    }

    private static boolean inside(OWLProfile profile, OWLOntology ontology) {
        List<OWLProfileViolation> violations = profile.checkOntology(ontology).getViolations();
        System.out.printf("  %s: %d violations%n", profile.getName(), violations.size());
        violations.stream().limit(SHOWN).forEach(violation -> System.out.println("    " + violation));
        return violations.isEmpty();
    }

    private static boolean consistent(OWLOntology ontology) {
        OWLReasoner reasoner = new Reasoner.ReasonerFactory().createReasoner(ontology);
        boolean consistent = reasoner.isConsistent();
        System.out.printf("  HermiT: %s%n", consistent ? "consistent" : "INCONSISTENT");
        if (!consistent) {
            return false;
        }
        var empty = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom();
        System.out.printf("  HermiT: %d unsatisfiable classes %s%n", empty.size(), empty);
        return empty.isEmpty();
    }
}
