# Written by scripts/stubs.py from the headers of queries/: edit those.
from collections.abc import Callable
from typing import Literal, TypeAlias

from mgi_graph.graph.arguments import Booleans, Decimals, Integers, Strings, Things
from mgi_graph.graph.result import QueryResult
from mgi_graph.project import Project
from mgi_graph.queries.catalogue import Catalogue

#: The saved queries of this version; a project of one's own may have others.
QueryName: TypeAlias = Literal[
    "absences",
    "agent-counts",
    "agreement-implementation",
    "agreement-parties",
    "agreements",
    "amendments",
    "arrangements",
    "assessed-twice",
    "bodies",
    "characteristics",
    "chronology",
    "co-membership",
    "component-counts",
    "components",
    "conditions",
    "contrasts",
    "country-comparison",
    "country-figures",
    "coverage-notes",
    "dated-findings",
    "discrepancies",
    "discrepancy-counts",
    "discrimination-grounds",
    "domain-grounds",
    "domain-instruments",
    "editions",
    "ended-plans",
    "everything",
    "finding-counts",
    "findings",
    "footnotes",
    "foundings",
    "framework-elements",
    "frameworks",
    "frequencies",
    "ground-counts",
    "group-counts",
    "identifiers",
    "information-systems",
    "instrument-counts",
    "instrument-makers",
    "instruments",
    "instruments-by-subject",
    "instruments-without-source",
    "lacking",
    "legal-basis",
    "measure-counts",
    "meetings",
    "memberships",
    "mentions",
    "mixed-topics",
    "names",
    "news-items",
    "numbers-by-unit",
    "participant-counts",
    "partner-counts",
    "parts-of-a-whole",
    "passage-findings",
    "passage-kinds",
    "penalties",
    "pending-changes",
    "permits",
    "plans-in-force",
    "precedence",
    "profiles",
    "publication-and-period",
    "publications",
    "qualifications",
    "reading-list",
    "record-conflicts",
    "recorded-data",
    "regional-processes",
    "responsibilities",
    "section-counts",
    "services",
    "shared-topics",
    "silent-topics",
    "source-counts",
    "source-years",
    "sources",
    "sources-without-address",
    "stated-sizes",
    "terms",
    "things-by-domain",
    "threshold-pairs",
    "thresholds",
    "timeline",
    "topic-counts",
    "trainings",
    "treaty-comparison",
    "treaty-gaps",
    "treaty-status",
    "unnamed-instruments",
    "unused-sources",
    "who-may-do-what",
]

class SavedQueries(Catalogue):
    def __init__(self, project: Project, ask: Callable[..., QueryResult]) -> None: ...
    def __len__(self) -> int: ...
    def _ipython_key_completions_(self) -> list[str]: ...
    def _repr_html_(self) -> str: ...
    def absences(
        self,
        *,
        country: Things = None,
        profile: Things = None,
        domain: Things = None,
        topic: Things = None,
        group: Things = None,
        measure: Things = None,
    ) -> QueryResult:
        """What does the profile say does not exist?

        One row per absence, without a State where a city is assessed, with the kinds of measure that are missing and
        the topics. Where a restriction is missing, such as a requirement, nobody is held back: it stands in a column
        of its own and is no gap. An absence is what the profile states; a topic without a row is merely not
        mentioned. Topics, groups and measures include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            profile: the profile, where a State or a city has several (iri of migov:Profile)
            domain: the domain of the framework (iri of migov:Domain)
            topic: what the absence is about (concept of topic)
            group: for whom it is missing (concept of target-group)
            measure: what sort of measure is missing (concept of measure-kind)

        Columns: country, domain, finding, measures, restrictions, topics.
        """
    def agent_counts(
        self,
        *,
        country: Things = None,
        agent: Things = None,
    ) -> QueryResult:
        """How often, and in how many domains, does the profile name each State or body?

        One row per agent with the number of findings that name it and of the domains in which they stand.

        Parameters:
            country: the assessed State (iri of migov:State)
            agent: the State or body asked for (iri of migov:Agent)

        Columns: agent, findings, domains, which.
        """
    def agreement_implementation(
        self,
        *,
        country: Things = None,
        agreement: Things = None,
    ) -> QueryResult:
        """Which body carries out an agreement, who sits in it, who founded it, and when?

        One row per agreement and body, with its founders and named members. The body may be younger than the
        agreement.

        Parameters:
            country: the assessed State (iri of migov:State)
            agreement: the agreement asked for (iri of migov:Agreement)

        Columns: agreement, concluded, body, founded, founders, members.
        """
    def agreement_parties(
        self,
        *,
        country: Things = None,
        agreement: Things = None,
        agent: Things = None,
        role: Things = None,
    ) -> QueryResult:
        """Who takes part in which agreement, and in what capacity?

        One row per agreement, agent and role. A partner takes part without being one of those who signed. A role
        includes the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            agreement: the agreement asked for (iri of migov:Agreement)
            agent: the State, body or association (iri of migov:Agent)
            role: party, country of origin, partner … (concept of role)

        Columns: agreement, agent, as.
        """
    def agreements(
        self,
        *,
        country: Things = None,
        partner: Things = None,
        kind: Things = None,
        topic: Things = None,
        from_: Integers = None,
        until: Integers = None,
    ) -> QueryResult:
        """Which agreements were concluded with whom, of which kind, and in which year?

        One row per agreement with all its parties. The years of the parameters are inclusive; an agreement without a
        year has no row when one is given. Kinds and topics include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            partner: one of the parties (iri of migov:Agent)
            kind: bilateral, multilateral, between associations … (concept of agreement-kind)
            topic: what it is about (concept of topic)
            from_: the first year (year)
            until: the last year (year)

        Columns: agreement, year, kinds, parties, topics.
        """
    def amendments(
        self,
        *,
        country: Things = None,
        instrument: Things = None,
    ) -> QueryResult:
        """Which instruments were amended, when, by which act, and in which provisions?

        One row per adopted amendment. Where the profile names no amending act or provision, the cell is empty.

        Parameters:
            country: the assessed State (iri of migov:State)
            instrument: the instrument that was amended (iri of migov:Instrument)

        Columns: instrument, adopted, amended, act, provisions, numbers.
        """
    def arrangements(
        self,
        *,
        country: Things = None,
        kind: Things = None,
        operator: Things = None,
        topic: Things = None,
        group: Things = None,
    ) -> QueryResult:
        """Which schemes, programmes, permits, systems, services and publications are there, run by whom and for whom?

        One row per arrangement. Topics and groups include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            kind: programme, authorization, information system … (iri of owl:Class)
            operator: who runs it (iri of migov:Agent)
            topic: the subject that it is filed under (concept of topic)
            group: whom it is open to (concept of target-group)

        Columns: arrangement, kind, operators, groups.
        """
    def assessed_twice(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """Which claim is made again in another section or in the other part of a chapter?

        One row per finding that repeats an earlier one, with the domain and the area of both.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: first, firstDomain, firstArea, again, againDomain, againArea.
        """
    def bodies(
        self,
        *,
        country: Things = None,
        kind: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """Which ministries, committees, agencies, associations and other bodies are there, and of what are they part?

        One row per agent and kind of agent, with its acronyms and other names. A body of no named kind is in none of
        the rows.

        Parameters:
            country: the assessed State (iri of migov:State)
            kind: ministry, committee, association … (iri of owl:Class)
            topic: the subject that the body is filed under (concept of topic)

        Columns: kind, body, names, parents.
        """
    def characteristics(
        self,
        *,
        framework: Things = None,
        polarity: Things = None,
    ) -> QueryResult:
        """What is a framework, and what is it not?

        One row per characteristic; the polarity says whether the framework has it.

        Parameters:
            framework: the framework or edition (iri of migov:Framework)
            polarity: what it is or what it is not (concept of polarity)

        Columns: framework, polarity, characteristic, note.
        """
    def chronology(
        self,
        *,
        country: Things = None,
        from_: Integers = None,
        until: Integers = None,
        kind: Things = None,
    ) -> QueryResult:
        """What happened in which year: foundings, meetings, approvals, amendments, ratifications, surveys, adoptions?

        One row per dated thing of a profile: event, adopted instrument or agreement, amendment, treaty action,
        published report. An instrument of which only the year of publication is known stands in timeline. The
        evidence is the passages that name the year, where there are any, else all of the thing. The years of the
        parameters are inclusive.

        Parameters:
            country: the assessed State (iri of migov:State)
            from_: the first year (year)
            until: the last year (year)
            kind: event, agreement, legal instrument … (iri of owl:Class)

        Columns: year, kind, thing.
        """
    def co_membership(
        self,
        *,
        country: Things = None,
        agent: Things = None,
    ) -> QueryResult:
        """Who sits together with whom, and in which bodies?

        One row per pair of members with the number of bodies that they share: each pair once, or all pairs of the
        agent asked for, which stands first.

        Parameters:
            country: the assessed State (iri of migov:State)
            agent: one of the two (iri of migov:Agent)

        Columns: country, member, other, bodies, which.
        """
    def component_counts(
        self,
        *,
        country: Things = None,
        kind: Things = None,
        whole: Things = None,
    ) -> QueryResult:
        """How many listed items of each kind does each instrument, arrangement or body have?

        One row per whole and kind of item, with all the passages counted.

        Parameters:
            country: the assessed State (iri of migov:State)
            kind: aim, benefit, data item … (concept of component-kind)
            whole: the arrangement, instrument, body or event (iri)

        Columns: country, kind, whole, items.
        """
    def components(
        self,
        *,
        country: Things = None,
        whole: Things = None,
        kind: Things = None,
        topic: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """What does an arrangement, an instrument or a body consist of: benefits, criteria, aims, tasks?

        One row per item that the profile lists, with the whole that it belongs to. The items of an item count as
        items of the whole; parents are the nearest lists, and the place is that in them. What a visa, permit or card
        requires are the conditions of the findings on who can have it.

        Parameters:
            country: the assessed State (iri of migov:State)
            whole: the arrangement, instrument, body or event (iri)
            kind: benefit, requirement, priority … (concept of component-kind)
            topic: what the whole is about (concept of topic)
            domain: a domain in which the whole is named (iri of migov:Domain)

        Columns: whole, kind, parents, place, component.
        """
    def conditions(
        self,
        *,
        country: Things = None,
        topic: Things = None,
        group: Things = None,
    ) -> QueryResult:
        """On which conditions does a right, duty or possibility depend, and which numbers do they set?

        One row per finding and condition, with the number that belongs to the condition where there is one. Groups
        and topics include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            topic: what the finding is about (concept of topic)
            group: whom the finding is about (concept of target-group)

        Columns: finding, modality, condition, comparator, value, unit, basis.
        """
    def contrasts(
        self,
        *,
        country: Things = None,
        domain: Things = None,
        polarity: Things = None,
        topic: Things = None,
        group: Things = None,
        limited: Things = None,
    ) -> QueryResult:
        """Which finding of one polarity limits or stands against one of another polarity?

        One row per pair. An absence that qualifies a presence says whom or what a measure leaves out; a presence that
        qualifies an absence says what there is all the same.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the framework (iri of migov:Domain)
            polarity: the polarity of the finding that limits (concept of polarity)
            topic: what either finding is about (concept of topic)
            group: whom either finding is about (concept of target-group)
            limited: the polarity of the finding that is limited (concept of polarity)

        Columns: domain, polarity, finding, limited, limitedFinding.
        """
    def country_comparison(
        self,
        *,
        topic: Things = None,
        country: Things = None,
        profile: Things = None,
    ) -> QueryResult:
        """What do the profiles of different States find on one topic?

        One row per topic, profile and polarity, with the number of findings and the kinds of measure. Narrower topics
        count for the broader one. It takes as many States and rounds as have a profile in the graph.

        Parameters:
            topic: what the findings are about (concept of topic)
            country: a State to compare (iri of migov:State)
            profile: the profile, where a State or a city has several (iri of migov:Profile)

        Columns: topic, country, profile, polarity, findings, measures.
        """
    def country_figures(
        self,
        *,
        country: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """How many laws, policies, agreements, bodies, findings and absences does the profile of each country name, side
        by side?

        One row per country and kind of thing, for one country or many. Legal instruments include the treaties, and
        things of other States and of organizations count where the profile names them. The numbers measure what a
        profile names: they compare texts and are no score, and the framework ranks nobody.

        Parameters:
            country: a State to compare (iri of migov:State)
            kind: instrument, agreement, body, finding … (iri of owl:Class)

        Columns: kind, country, things.
        """
    def coverage_notes(
        self,
        *,
        country: Things = None,
        passage: Things = None,
    ) -> QueryResult:
        """Which passages give rise to no finding of their own, and why?

        One row per passage with an editors' note.

        Parameters:
            country: the assessed State (iri of migov:State)
            passage: the passage asked for (iri of migov:Passage)

        Columns: passage, reason.
        """
    def dated_findings(
        self,
        *,
        country: Things = None,
        from_: Integers = None,
        until: Integers = None,
    ) -> QueryResult:
        """Which findings hold as of a stated month or day?

        One row per finding for which the profile gives a time. The years limit the time, inclusive.

        Parameters:
            country: the assessed State (iri of migov:State)
            from_: the first year (year)
            until: the last year (year)

        Columns: asOf, finding, polarity, progress.
        """
    def discrepancies(
        self,
        *,
        country: Things = None,
        kind: Things = None,
        thing: Things = None,
        record: Things = None,
    ) -> QueryResult:
        """Where does the profile contradict itself, misprint a name, or differ from another record?

        One row per discrepancy, with the things concerned. A kind includes the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            kind: the kind of discrepancy (concept of discrepancy-kind)
            thing: the thing concerned (iri)
            record: the profile or other record in which it stands (iri of migov:Record)

        Columns: sort, discrepancy, note, concerned.
        """
    def discrepancy_counts(
        self,
        *,
        country: Things = None,
        record: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """How many discrepancies of each kind are noted, and on which passages?

        One row per record and kind. A discrepancy of a narrower kind counts for the broader one too, and one with
        passages of two records in both.

        Parameters:
            country: the assessed State (iri of migov:State)
            record: the profile or other record (iri of migov:Record)
            kind: the kind of discrepancy (concept of discrepancy-kind)

        Columns: record, kind, discrepancies.
        """
    def discrimination_grounds(
        self,
        *,
        country: Things = None,
        ground: Things = None,
        instrument: Things = None,
        group: Things = None,
    ) -> QueryResult:
        """On which grounds is unequal treatment forbidden or ruled out, by which instrument, and for whom?

        One row per finding, with the grounds that it names. Grounds and groups include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            ground: the ground asked for (concept of ground)
            instrument: the instrument that forbids it (iri of migov:Instrument)
            group: whom it protects (concept of target-group)

        Columns: finding, grounds, instrument, groups.
        """
    def domain_grounds(
        self,
        *,
        country: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """On which principle or objective does each domain rest, and how many topics and findings fall under it?

        One row per domain. Topics are those that the edition files under the domain, findings those of the chapter.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the framework (iri of migov:Domain)

        Columns: country, place, domain, ground, topics, findings.
        """
    def domain_instruments(
        self,
        *,
        country: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """How many different instruments does each domain of the profile name?

        One row per domain, with the instruments and all the passages that name them. Treaties and agreements count
        too.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the framework (iri of migov:Domain)

        Columns: domain, instruments, which.
        """
    def editions(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """Which policies and plans followed one another, and what time does each edition cover?

        One row per pair of editions of a series. The gap is the number of years between the last year of the first
        and the first year of the next; 1 means that they join.

        Parameters:
            country: the State whose instrument it is (iri of migov:State)

        Columns: instrument, start, end, next, nextStart, nextEnd, gap.
        """
    def ended_plans(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """Whose period had ended when the profile was written, and what followed?

        One row per instrument of the assessed State whose last year lies before the year of the profile, with the
        next edition where one is known.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: instrument, end, written, next.
        """
    def everything(
        self,
        *,
        thing: Things,
    ) -> QueryResult:
        """What does the graph say about one thing: everything, from all sides?

        One row per statement with the thing as subject or object, with the passages of the statement or of the thing.
        A statement that only follows from a narrower property, or from the hierarchy of classes, is left out.

        Parameters:
            thing: the State, body, instrument, treaty, arrangement, event or concept (iri, required)

        Columns: thing, direction, property, value.
        """
    def finding_counts(
        self,
        *,
        country: Things = None,
        profile: Things = None,
        domain: Things = None,
        area: Things = None,
        polarity: Things = None,
    ) -> QueryResult:
        """How many findings are there in each domain, area and polarity?

        One row per profile and combination that occurs, with all the passages counted. A count of findings measures
        the text and not the country: the framework neither scores nor ranks.

        Parameters:
            country: the assessed State (iri of migov:State)
            profile: the profile, where a State or a city has several (iri of migov:Profile)
            domain: the domain of the framework (iri of migov:Domain)
            area: the part of the chapter (concept of assessment-area)
            polarity: whether the claims affirm or deny (concept of polarity)

        Columns: country, profile, domain, area, polarity, findings.
        """
    def findings(
        self,
        *,
        country: Things = None,
        profile: Things = None,
        domain: Things = None,
        area: Things = None,
        polarity: Things = None,
        topic: Things = None,
        group: Things = None,
        measure: Things = None,
        realization: Things = None,
    ) -> QueryResult:
        """What does the profile find, by domain, area, polarity, topic, group, kind of measure and progress?

        One row per finding; those of a city concern no State. Topics, groups, measures and realizations include the
        narrower ones. Without a parameter it lists everything.

        Parameters:
            country: the assessed State (iri of migov:State)
            profile: the profile, where a State or a city has several (iri of migov:Profile)
            domain: the domain of the framework (iri of migov:Domain)
            area: the part of the chapter (concept of assessment-area)
            polarity: whether the claim affirms or denies (concept of polarity)
            topic: what the claim is about (concept of topic)
            group: whom the claim is about (concept of target-group)
            measure: by what sort of action (concept of measure-kind)
            realization: how far it has come into effect (concept of realization)

        Columns: domain, finding, area, polarity, progress, topics, groups.
        """
    def footnotes(
        self,
        *,
        country: Things = None,
        number: Integers = None,
    ) -> QueryResult:
        """Which footnote belongs to which passage, and what is found in it?

        One row per footnote, with the findings that rest on it or on a sentence of it. A footnote that only cites has
        none.

        Parameters:
            country: the assessed State (iri of migov:State)
            number: the number of the footnote (integer)

        Columns: profile, number, mark, findings.
        """
    def foundings(
        self,
        *,
        country: Things = None,
        from_: Integers = None,
        until: Integers = None,
        founder: Things = None,
    ) -> QueryResult:
        """Which bodies and regional processes were founded when, and by whom?

        One row per founding. Where the profile names no founder, the cell is empty. The years of the parameters are
        inclusive.

        Parameters:
            country: the assessed State (iri of migov:State)
            from_: the first year (year)
            until: the last year (year)
            founder: who founded (iri of migov:Agent)

        Columns: year, body, founders, parents.
        """
    def framework_elements(
        self,
        *,
        framework: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """Of which principles, objectives, domains and steps does a framework consist?

        One row per element, in its place in the list.

        Parameters:
            framework: the framework or edition (iri of migov:Framework)
            kind: principle, objective, domain or process step (iri of owl:Class)

        Columns: framework, kind, place, element, note.
        """
    def frameworks(
        self,
        *,
        framework: Things = None,
    ) -> QueryResult:
        """Who created, funds and develops a framework, on which other one does it build, and which target does it serve?

        One row per framework and edition.

        Parameters:
            framework: the framework or edition (iri of migov:Framework)

        Columns: framework, edition, year, creators, contributors, funders, base, target.
        """
    def frequencies(
        self,
        *,
        country: Things = None,
        body: Things = None,
    ) -> QueryResult:
        """Which body meets how often?

        One row per body or event with a stated frequency, and the time to which the number refers.

        Parameters:
            country: the assessed State (iri of migov:State)
            body: the body asked for (iri of migov:Agent)

        Columns: body, comparator, times, per.
        """
    def ground_counts(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """How many findings, and which instruments, protect people on each ground?

        One row per ground, with all the passages counted.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: country, ground, findings, instruments.
        """
    def group_counts(
        self,
        *,
        country: Things = None,
        group: Things = None,
        polarity: Things = None,
    ) -> QueryResult:
        """How many findings concern each group of people?

        One row per group and polarity. A finding on a narrower group counts for the broader ones too.

        Parameters:
            country: the assessed State (iri of migov:State)
            group: the group asked for (concept of target-group)
            polarity: whether the claims affirm or deny (concept of polarity)

        Columns: country, group, polarity, findings.
        """
    def identifiers(
        self,
        *,
        country: Things = None,
        thing: Things = None,
    ) -> QueryResult:
        """Under which identifiers do other datasets know the same thing?

        One row per thing of a profile with a link to a country register, Wikidata, the United Nations or a text page.

        Parameters:
            country: the assessed State (iri of migov:State)
            thing: the State, organization, treaty or target (iri)

        Columns: thing, link, identifier.
        """
    def information_systems(
        self,
        *,
        country: Things = None,
        operator: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """Which information and early-warning systems are there, run by whom, for what and by which channel?

        One row per system, with its aims, uses and channels and the findings on it.

        Parameters:
            country: the assessed State (iri of migov:State)
            operator: who runs it (iri of migov:Agent)
            topic: the subject that it is filed under (concept of topic)

        Columns: system, operators, items, findings.
        """
    def instrument_counts(
        self,
        *,
        country: Things = None,
        force: Things = None,
    ) -> QueryResult:
        """How many binding and non-binding instruments of each kind are there?

        One row per force and kind, with the instruments and the passages counted. An instrument of two kinds counts
        under both.

        Parameters:
            country: the State whose instrument it is (iri of migov:State)
            force: legal or policy instrument (iri of owl:Class)

        Columns: force, kind, instruments, which.
        """
    def instrument_makers(
        self,
        *,
        country: Things = None,
        agent: Things = None,
        part: Things = None,
    ) -> QueryResult:
        """Who issued, drew up, helped to draw up or carries out which instrument?

        One row per instrument, part and agent. Issued by is the authority or author that the record gives; developed
        by is who drew it up; developed with is who guided or helped.

        Parameters:
            country: the assessed State (iri of migov:State)
            agent: the ministry, committee, association … (iri of migov:Agent)
            part: issued by, developed by, developed with or implemented by (iri of owl:ObjectProperty)

        Columns: instrument, part, agent.
        """
    def instruments(
        self,
        *,
        country: Things = None,
        kind: Things = None,
        force: Things = None,
        topic: Things = None,
        group: Things = None,
        domain: Things = None,
        body: Things = None,
        from_: Integers = None,
        until: Integers = None,
    ) -> QueryResult:
        """Which instruments are there, of which type, number and year, and when were they amended?

        One row per law, regulation, policy or plan. Kinds, topics and groups include the narrower ones. Topic, group
        and domain are those of the findings that name the instrument, or its own topic. The years limit adoption,
        approval or publication, inclusive; an instrument without a year has no row when one is given.

        Parameters:
            country: the State whose instrument it is (iri of migov:State)
            kind: law, policy, regulation … (concept of instrument-kind)
            force: legal instrument or policy instrument (iri of owl:Class)
            topic: what it is about (concept of topic)
            group: whom it is about (concept of target-group)
            domain: the domain that names it (iri of migov:Domain)
            body: who issued, drew up, guided or carries it out (iri of migov:Agent)
            from_: the first year (year)
            until: the last year (year)

        Columns: instrument, kinds, force, type, number, adopted, amended.
        """
    def instruments_by_subject(
        self,
        *,
        country: Things = None,
        domain: Things = None,
        topic: Things = None,
        group: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """Which instruments does the profile name on a topic, for a group of people, or in a domain?

        One row per instrument, with the findings that name it. Treaties and agreements are among them. Topics, groups
        and kinds include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the finding (iri of migov:Domain)
            topic: what the finding is about (concept of topic)
            group: whom the finding is about (concept of target-group)
            kind: law, policy, agreement … (concept of instrument-kind)

        Columns: instrument, kinds, findings.
        """
    def instruments_without_source(
        self,
        *,
        country: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """Which instruments does the text name that no key source documents?

        One row per instrument named by a finding for which the list of key sources has no entry.

        Parameters:
            country: the assessed State (iri of migov:State)
            kind: law, treaty, agreement … (concept of instrument-kind)

        Columns: instrument, kinds, findings.
        """
    def lacking(
        self,
        *,
        country: Things = None,
        domain: Things = None,
        thing: Things = None,
    ) -> QueryResult:
        """Of which existing instrument, body, scheme or publication does the profile say that it lacks or does not ask
        something?

        One row per thing and absence that names it. The thing exists; what the finding says is missing does not. An
        instrument that is the basis of an absence is its reason, lacks nothing and has no row.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the framework (iri of migov:Domain)
            thing: the instrument, body or arrangement asked for (iri)

        Columns: domain, thing, finding, topics.
        """
    def legal_basis(
        self,
        *,
        country: Things = None,
        instrument: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """Which findings rest on which instrument?

        One row per finding and the instrument that the profile gives as its basis.

        Parameters:
            country: the assessed State (iri of migov:State)
            instrument: the instrument asked for (iri of migov:Instrument)
            domain: the domain of the finding (iri of migov:Domain)

        Columns: instrument, domain, finding, polarity.
        """
    def measure_counts(
        self,
        *,
        country: Things = None,
        domain: Things = None,
        measure: Things = None,
        polarity: Things = None,
    ) -> QueryResult:
        """By which kinds of measure does a State act in each domain, and which kinds does it lack?

        One row per domain, kind of measure and polarity, with all the passages counted. A kind asked for brings rows
        for the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the framework (iri of migov:Domain)
            measure: the kind of measure (concept of measure-kind)
            polarity: whether the claims affirm or deny (concept of polarity)

        Columns: country, domain, measure, polarity, findings.
        """
    def meetings(
        self,
        *,
        country: Things = None,
        host: Things = None,
        participant: Things = None,
        topic: Things = None,
        from_: Integers = None,
        until: Integers = None,
    ) -> QueryResult:
        """Which meetings took place, when, hosted by whom, with whom, about what, under which motto and with which
        outcome?

        One row per meeting. The time is the month or day that the record gives. The years of the parameters are
        inclusive.

        Parameters:
            country: the assessed State (iri of migov:State)
            host: who hosted (iri of migov:Agent)
            participant: who took part (iri of migov:Agent)
            topic: what it was about (concept of topic)
            from_: the first year (year)
            until: the last year (year)

        Columns: meeting, year, time, hosts, participants, topics, motto, outcomes.
        """
    def memberships(
        self,
        *,
        country: Things = None,
        body: Things = None,
        member: Things = None,
        role: Things = None,
    ) -> QueryResult:
        """Who belongs to which body, and who chairs it?

        One row per membership. Only members that the profile names are listed. A role includes the narrower ones: the
        chair is a member.

        Parameters:
            country: the assessed State (iri of migov:State)
            body: the committee, process or organization (iri of migov:Body)
            member: the member (iri of migov:Agent)
            role: member, chair, participant … (concept of role)

        Columns: body, member, as.
        """
    def mentions(
        self,
        *,
        country: Things = None,
        thing: Things = "int:iom",
    ) -> QueryResult:
        """What does the graph say that refers to a given thing?

        One row per statement that has the thing as its object and bears evidence; properties that only follow from
        narrower ones are left out.

        Parameters:
            country: the assessed State (iri of migov:State)
            thing: the instrument, body, arrangement, event, State or concept (iri)

        Columns: thing, property, subject.
        """
    def mixed_topics(
        self,
        *,
        country: Things = None,
        profile: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """On which topics does the profile find both something present and something absent?

        One row per profile and topic with the number of findings on either side, and the passages of both. The domain
        is that under which the edition of the profile files the topic; where it files it under none, the cell is
        empty.

        Parameters:
            country: the assessed State (iri of migov:State)
            profile: the profile, where a State or a city has several (iri of migov:Profile)
            domain: the domain to which the topic belongs (iri of migov:Domain)

        Columns: country, profile, domain, topic, present, absent.
        """
    def names_(
        self,
        *,
        country: Things = None,
        thing: Things = None,
    ) -> QueryResult:
        """Under which acronyms, other names and misspellings does a thing appear?

        One row per thing of a profile with more than one name. Hidden names are misspellings of the record, there to
        be found by.

        Parameters:
            country: the assessed State (iri of migov:State)
            thing: the body, instrument, State or other thing (iri)

        Columns: thing, name, others, misspellings.
        """
    def news_items(
        self,
        *,
        country: Things = None,
        outlet: Things = None,
        from_: Integers = None,
        until: Integers = None,
    ) -> QueryResult:
        """Which key sources appeared in a newspaper or journal or bear a full date, and on what do they report?

        One row per entry with a date of publication or a media outlet. The years of the parameters are inclusive.

        Parameters:
            country: the assessed State (iri of migov:State)
            outlet: the newspaper or journal (iri of migov:MediaOutlet)
            from_: the first year (year)
            until: the last year (year)

        Columns: date, source, year, medium, authors, about.
        """
    def numbers_by_unit(
        self,
        *,
        country: Things = None,
        unit: Things = None,
    ) -> QueryResult:
        """How many numbers does the profile state in each unit, and what are the smallest and the largest?

        One row per unit. Smallest and largest look at the bounds as well; numbers in one unit may measure different
        things.

        Parameters:
            country: the assessed State (iri of migov:State)
            unit: the unit (iri)

        Columns: country, unit, numbers, smallest, largest, kinds.
        """
    def participant_counts(
        self,
        *,
        country: Things = None,
        agent: Things = None,
    ) -> QueryResult:
        """In how many meetings did each State or body take part or act as host?

        One row per agent, with the meetings and their passages.

        Parameters:
            country: the assessed State (iri of migov:State)
            agent: the State or body asked for (iri of migov:Agent)

        Columns: country, agent, meetings, which.
        """
    def partner_counts(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """With how many agreements is each State or body tied to the assessed State?

        One row per partner, with the agreements and their passages. An agent of the assessed State itself, such as a
        ministry, counts where it takes a place of its own.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: country, partner, agreements, which.
        """
    def parts_of_a_whole(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """Which stated numbers are parts of another stated number?

        One row per part. The parts of one whole add up to it; a shape checks that.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: whole, wholeValue, part, partValue, unit.
        """
    def passage_findings(
        self,
        *,
        country: Things = None,
        section: Things = None,
        page: Integers = None,
    ) -> QueryResult:
        """What does each passage state: which findings rest on it?

        One row per finding of a section, in the order of the text, with its polarity. A passage may be evidence of
        several findings and a finding may rest on several passages.

        Parameters:
            country: the assessed State (iri of migov:State)
            section: the section or chapter (iri of migov:Section)
            page: a printed page on which the passage stands (integer)

        Columns: finding, polarity, passages.
        """
    def passage_kinds(
        self,
        *,
        country: Things = None,
        profile: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """How many sentences, paragraphs, footnotes, table rows, list items and sources does a profile have?

        One row per profile and kind of passage, with all of them. A sentence lies within a paragraph or a footnote.

        Parameters:
            country: the assessed State (iri of migov:State)
            profile: the profile asked for (iri of migov:Profile)
            kind: sentence, footnote, table row … (iri of owl:Class)

        Columns: profile, kind, passages.
        """
    def penalties(
        self,
        *,
        country: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """Which penalties and fines are there, for what, how high, and by which law?

        One row per finding on a penalty and number, with its conditions. Where the profile names no law, the cell is
        empty.

        Parameters:
            country: the assessed State (iri of migov:State)
            topic: what the penalty is for (concept of topic)

        Columns: finding, kind, value, lower, upper, unit, per, conditions, basis.
        """
    def pending_changes(
        self,
        *,
        country: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """What was still pending, in preparation or being updated, in whose hands, and as of when?

        One row per change that the profile calls unfinished. A pending change is neither an amendment nor an adopted
        instrument.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the finding (iri of migov:Domain)

        Columns: domain, change, kind, instrument, expected, body, asOf.
        """
    def permits(
        self,
        *,
        country: Things = None,
        permit: Things = None,
        modality: Things = None,
    ) -> QueryResult:
        """What do the findings on each visa, permit, card or document say: who must, may or can have it, and on which
        conditions?

        One row per authorization and finding on it, with the bodies, conditions and times that the finding names.
        Where the finding says neither must nor may, the modality is empty. A mandate says which body registers,
        issues or checks.

        Parameters:
            country: the assessed State (iri of migov:State)
            permit: the visa, permit or card (iri of migov:Authorization)
            modality: duty, permission, eligibility … (concept of deontic-modality)

        Columns: permit, finding, modality, bodies, conditions, quantities.
        """
    def plans_in_force(
        self,
        *,
        country: Things = None,
        year: Integers = None,
    ) -> QueryResult:
        """Which policies, strategies and plans cover a given year?

        One row per instrument with a period, both ends inclusive. Without a year it lists all periods.

        Parameters:
            country: the State whose instrument it is (iri of migov:State)
            year: a year that the period must include (year)

        Columns: instrument, kinds, start, end.
        """
    def precedence(
        self,
        *,
        country: Things = None,
        type: Things = None,
    ) -> QueryResult:
        """Where does each instrument stand in the order of precedence of its legal system?

        One row per type of instrument and rank, 1 being the highest, with the instruments of that type. The rank is
        what a record states; a type without a stated rank has no row.

        Parameters:
            country: the State whose legal system it is (iri of migov:State)
            type: the type asked for (iri of migov:InstrumentType)

        Columns: country, rank, type, kind, record, instruments.
        """
    def profiles(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """Which profiles are in the graph, of which State or city, by which edition, and as of when?

        One row per profile, with who published it and who contributed.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: profile, country, territory, round, framework, year, asOf, publisher, contributors, findings.
        """
    def publication_and_period(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """How long before or after the start of its period was a policy or plan published or approved?

        One row per instrument with a period and a year of publication or approval. A negative number of years means
        ahead of the period.

        Parameters:
            country: the State whose instrument it is (iri of migov:State)

        Columns: instrument, dated, year, start, years.
        """
    def publications(
        self,
        *,
        country: Things = None,
        operator: Things = None,
        realization: Things = None,
    ) -> QueryResult:
        """What was published or collected, by whom, in which year, of which series, and once or regularly?

        One row per work and progress stated by the findings that name it: one-off, regular, semi-regular, completed.
        Works are publications, data collections, and policies where a finding calls them a publication.

        Parameters:
            country: the assessed State (iri of migov:State)
            operator: who publishes, collects or draws up (iri of migov:Agent)
            realization: one-off, regular, semi-regular … (concept of realization)

        Columns: work, year, progress, operators, series, findings.
        """
    def qualifications(
        self,
        *,
        country: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """Which findings qualify or repeat one another?

        One row per link. A finding that qualifies another limits it or stands against it (\"however\"); one that
        repeats another says the same elsewhere.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the first finding (iri of migov:Domain)

        Columns: domain, finding, relation, other.
        """
    def reading_list(
        self,
        *,
        country: Things = None,
        domain: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """Which key sources document what the findings on a topic or in a domain cite?

        One row per key source and thing cited, with the findings. Topics include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the framework (iri of migov:Domain)
            topic: what the findings are about (concept of topic)

        Columns: source, about, url, findings.
        """
    def record_conflicts(
        self,
        *,
        country: Things = None,
        treaty: Things = None,
    ) -> QueryResult:
        """Where do two records say different things of the same treaty and State?

        One row per pair of participations that cannot both be true: the statuses exclude each other, or the years of
        consent differ. Found by comparing, not by a link; two rounds of profiles differ because time has passed, and
        are no pair. Neither record is corrected: the reader decides.

        Parameters:
            country: the State that takes part (iri of migov:State)
            treaty: the treaty asked about (iri of migov:Treaty)

        Columns: country, treaty, record, status, year, otherRecord, otherStatus, otherYear.
        """
    def recorded_data(
        self,
        *,
        country: Things = None,
        collection: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """What does each survey, census, study or report record, and by what is it broken down?

        One row per data collection or publication and item of data or breakdown, items of items included. The parent
        is the nearest whole: the study, a chapter of it or the item that is broken down.

        Parameters:
            country: the assessed State (iri of migov:State)
            collection: the survey, census, study or report (iri)
            kind: data item or breakdown (concept of component-kind)

        Columns: collection, kind, item, parents.
        """
    def regional_processes(
        self,
        *,
        country: Things = None,
        body: Things = None,
    ) -> QueryResult:
        """To which regional processes and organizations does a State belong, since when do they exist, and what for?

        One row per process or organization and role of the State or a body of it, with the other members and the aims
        that the profile names.

        Parameters:
            country: the State that belongs (iri of migov:State)
            body: the process or organization (iri of migov:Body)

        Columns: body, country, role, founded, others, aims.
        """
    def responsibilities(
        self,
        *,
        country: Things = None,
        body: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """Which body is responsible for what?

        One row per mandate, with the body that holds it and the instrument that gives it, where the profile names
        one. Topics include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            body: the body asked for (iri of migov:Agent)
            topic: the subject of the mandate (concept of topic)

        Columns: body, mandate, topics, basis.
        """
    def section_counts(
        self,
        *,
        country: Things = None,
        section: Things = None,
    ) -> QueryResult:
        """How many passages and findings does each section of a profile have?

        One row per section that has findings. Passages are sentences, footnotes and rows of tables on which a finding
        rests.

        Parameters:
            country: the assessed State (iri of migov:State)
            section: the section asked for (iri of migov:Section)

        Columns: section, passages, findings.
        """
    def services(
        self,
        *,
        country: Things = None,
        operator: Things = None,
        group: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """What help is given to whom, by which body, and where?

        One row per service, facility or benefit scheme and item of help, with the number of places where one is
        stated.

        Parameters:
            country: the assessed State (iri of migov:State)
            operator: who gives it (iri of migov:Agent)
            group: who receives it (concept of target-group)
            topic: what it is about (concept of topic)

        Columns: arrangement, operators, groups, help, places.
        """
    def shared_topics(
        self,
        *,
        country: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """On which topics do two or more bodies hold a mandate?

        One row per topic, with the number of bodies, the bodies and their mandates. A topic asked for brings rows for
        the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            topic: the subject of the mandates (concept of topic)

        Columns: country, topic, bodies, which, mandates.
        """
    def silent_topics(
        self,
        *,
        country: Things = None,
        domain: Things = None,
    ) -> QueryResult:
        """On which topics of the framework does a profile say nothing at all?

        One row per profile and topic of a domain for which neither the topic nor a narrower one has a finding. The
        passage is the one that says what the domain looks at. Silence is no absence.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain to which the topic belongs (iri of migov:Domain)

        Columns: country, profile, domain, topic.
        """
    def source_counts(
        self,
        *,
        country: Things = None,
        author: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """How many key sources does each author stand behind, and from which years?

        One row per author, with its kind of agent, the first and the last year and all the entries counted.

        Parameters:
            country: the assessed State (iri of migov:State)
            author: the author (iri of migov:Agent)
            kind: the kind of author (iri of owl:Class)

        Columns: country, author, sources, earliest, latest, kind.
        """
    def source_years(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """Where does the year of a key source differ from the year of what it documents?

        One row per source and dated thing. A positive difference means that the source is younger.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: source, sourceYear, about, dated, year, difference.
        """
    def sources(
        self,
        *,
        country: Things = None,
        author: Things = None,
        documents: Things = None,
        address: Booleans = None,
        from_: Integers = None,
        until: Integers = None,
    ) -> QueryResult:
        """Which key sources does the profile list, of which year, and which instrument, body or event does each
        document?

        One row per key source and the things that it documents. The web address is in its normal form; the years of
        the parameters are inclusive.

        Parameters:
            country: the assessed State (iri of migov:State)
            author: the author (iri of migov:Agent)
            documents: the thing that it documents (iri)
            address: whether the profile prints a web address (boolean)
            from_: the first year (year)
            until: the last year (year)

        Columns: source, key, year, authors, about, url.
        """
    def sources_without_address(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """For which key sources does the profile print no web address?

        One row per entry, with what it documents.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: source, key, about.
        """
    def stated_sizes(
        self,
        *,
        country: Things = None,
        body: Things = None,
    ) -> QueryResult:
        """How many members or posts is a body said to have, and how many of them are named?

        One row per body with a stated size, with the members that are nodes of their own. A size of which no member
        is named has 0.

        Parameters:
            country: the assessed State (iri of migov:State)
            body: the body asked for (iri of migov:Body)

        Columns: body, stated, kind, named.
        """
    def terms(
        self,
        *,
        label: Strings = None,
        scheme: Things = None,
        under: Things = None,
    ) -> QueryResult:
        """What does a term mean: a topic, a group of people, a kind of measure or of instrument?

        One row per concept with its definition and the broader ones. Each may be given to the parameters of other
        queries, where it includes the narrower ones. A name is a label or an acronym as it is written, with its
        language.

        Parameters:
            label: a label of the concept, such as remittances@en (text)
            scheme: the list of terms that it stands in (iri of skos:ConceptScheme)
            under: a broader concept (iri of skos:Concept)

        Columns: scheme, concept, definition, broader, others.
        """
    def things_by_domain(
        self,
        *,
        country: Things = None,
        domain: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """How many instruments, bodies, arrangements, events, numbers and conditions does each domain bring in?

        One row per domain and kind of thing, with the passages of the chapter that name them. A thing named in
        several chapters counts in each.

        Parameters:
            country: the assessed State (iri of migov:State)
            domain: the domain of the framework (iri of migov:Domain)
            kind: instrument, agent, arrangement … (iri of owl:Class)

        Columns: country, domain, kind, things.
        """
    def threshold_pairs(
        self,
        *,
        country: Things = None,
        kind: Things = None,
    ) -> QueryResult:
        """Where does the profile state different numbers of the same kind, in the same unit, for different groups?

        One row per pair of groups of one profile, the smaller number first, with the difference in the unit. Kinds
        include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            kind: what is measured (concept of quantity-kind)

        Columns: kind, unit, group, value, otherGroup, otherValue, difference.
        """
    def thresholds(
        self,
        *,
        country: Things = None,
        kind: Things = None,
        group: Things = None,
        unit: Things = None,
        topic: Things = None,
        least: Decimals = None,
        most: Decimals = None,
        instrument: Things = None,
    ) -> QueryResult:
        """Which numbers does the profile state, of what, in which unit, for whom, and laid down by what?

        One row per quantity. Bounds are inclusive unless the comparator says otherwise. Kinds and groups include the
        narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            kind: what is measured (concept of quantity-kind)
            group: whom it applies to (concept of target-group)
            unit: the unit (iri)
            topic: what the finding with the number is about (concept of topic)
            least: the smallest value asked for (decimal)
            most: the largest value asked for (decimal)
            instrument: what lays it down (iri of migov:Instrument)

        Columns: quantity, measured, comparator, value, lower, upper, unit, per, groups, basis.
        """
    def timeline(
        self,
        *,
        country: Things = None,
        from_: Integers = None,
        until: Integers = None,
        dated: Things = None,
    ) -> QueryResult:
        """When were instruments adopted, published, approved and amended, and which years do they cover?

        One row per instrument and dated fact, in order of time. The property says what the year stands for; the
        evidence is the passages that name the year, where there are any, else all of the instrument; an amendment has
        the year of the change. The years of the parameters are inclusive.

        Parameters:
            country: the assessed State (iri of migov:State)
            from_: the first year (year)
            until: the last year (year)
            dated: what the year stands for (iri of owl:DatatypeProperty)

        Columns: year, dated, instrument.
        """
    def topic_counts(
        self,
        *,
        country: Things = None,
        profile: Things = None,
        domain: Things = None,
        polarity: Things = None,
    ) -> QueryResult:
        """How many findings affirm, half affirm or deny something on each topic?

        One row per profile, topic and polarity, with all the passages counted. Narrower topics are counted by
        themselves. The domain is that under which the edition of the profile files the topic; where it files it under
        none, the cell is empty.

        Parameters:
            country: the assessed State (iri of migov:State)
            profile: the profile, where a State or a city has several (iri of migov:Profile)
            domain: the domain to which the topic belongs (iri of migov:Domain)
            polarity: whether the claims affirm or deny (concept of polarity)

        Columns: country, profile, domain, topic, polarity, findings.
        """
    def trainings(
        self,
        *,
        country: Things = None,
        operator: Things = None,
        group: Things = None,
    ) -> QueryResult:
        """Who trains whom, in what, and how regularly?

        One row per training programme, with its subjects and the progress that the findings on it state.

        Parameters:
            country: the assessed State (iri of migov:State)
            operator: who trains (iri of migov:Agent)
            group: who is trained (concept of target-group)

        Columns: training, operators, groups, subjects, progress.
        """
    def treaty_comparison(
        self,
        *,
        country: Things = None,
        treaty: Things = None,
        record: Things = None,
    ) -> QueryResult:
        """How do several States stand towards the same treaties?

        One row per treaty, State and record, treaty by treaty. Without a State it compares those that a profile
        assesses with the States that belong to a regional body with them. Give several States or treaties to choose.

        Parameters:
            country: a State to compare (iri of migov:State)
            treaty: a treaty to compare them by (iri of migov:Treaty)
            record: the record that states it (iri of migov:Record)

        Columns: treaty, adopted, country, status, since, record.
        """
    def treaty_gaps(
        self,
        *,
        country: Things = None,
        other: Things = None,
        treaty: Things = None,
        record: Things = None,
    ) -> QueryResult:
        """Which treaties has a State not joined, and which States of its region have?

        One row per treaty and record. The others are States that belong to a regional body with the State, unless
        named; they are parties according to the same record. Without a State it answers for those that a profile
        assesses.

        Parameters:
            country: the State that has not joined (iri of migov:State)
            other: a State to compare it with (iri of migov:State)
            treaty: the treaty asked about (iri of migov:Treaty)
            record: the record that states it (iri of migov:Record)

        Columns: country, treaty, status, record, others.
        """
    def treaty_status(
        self,
        *,
        country: Things = None,
        treaty: Things = None,
        status: Things = None,
        record: Things = None,
    ) -> QueryResult:
        """Which conventions is a State party to, and since when?

        One row per treaty, State, record and action. Without a State or a treaty it answers for the States that a
        profile assesses. \"Not party\" is a statement of the record, not a gap in it. The year is that of the action
        named beside it. A status includes the narrower ones.

        Parameters:
            country: the State that takes part (iri of migov:State)
            treaty: the treaty asked about (iri of migov:Treaty)
            status: the status asked for (concept of participation-status)
            record: the record that states it (iri of migov:Record)

        Columns: country, treaty, status, action, year, record.
        """
    def unnamed_instruments(
        self,
        *,
        country: Things = None,
    ) -> QueryResult:
        """Which instruments stand only in the list of key sources and are named by no finding?

        One row per instrument that a key source documents and that the text, as the graph reads it, never cites. An
        act that is known by the amendment that it made shows that too.

        Parameters:
            country: the assessed State (iri of migov:State)

        Columns: instrument, kinds, source, key, amended.
        """
    def unused_sources(
        self,
        *,
        country: Things = None,
        author: Things = None,
    ) -> QueryResult:
        """Which key sources does no finding lead to?

        One row per entry that documents nothing, or only things that no finding cites.

        Parameters:
            country: the assessed State (iri of migov:State)
            author: the author (iri of migov:Agent)

        Columns: source, key, year, about.
        """
    def who_may_do_what(
        self,
        *,
        country: Things = None,
        modality: Things = None,
        group: Things = None,
        topic: Things = None,
    ) -> QueryResult:
        """Who may, must or may not do what, and on which condition?

        One row per finding that states a right, a duty, a permission, an eligibility, a mandate, a penalty or a
        prohibition, with its conditions. The holder is the body to which a mandate is given; for the rest, groups
        says whom it concerns. Groups and topics include the narrower ones.

        Parameters:
            country: the assessed State (iri of migov:State)
            modality: right, duty, permission … (concept of deontic-modality)
            group: whom it applies to (concept of target-group)
            topic: what it is about (concept of topic)

        Columns: modality, finding, holders, groups, conditions, basis.
        """
