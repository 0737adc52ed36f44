"""Words that people of the field use for one another.

A question is asked in the words of a ministry, a newspaper or a court; the graph has those of its vocabularies.
Each line holds words that lead to one another, whatever the form in which they are typed. They are the ordinary
words of migration and labour law: a word of one country or one law does not belong here, and a name for one
concept belongs to its vocabulary as skos:altLabel.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from mgi_graph.queries.spelling import spell

_ALIKE: Final = """
    foreigner foreign alien immigrant non-national noncitizen expatriate
    citizenship nationality naturalization naturalized
    citizen national
    abroad overseas
    emigrant emigration expatriate diaspora
    returnee return returning repatriation
    undocumented irregular illegal unauthorized
    regularization legalization verification
    internal domestic
    asylum refugee protection
    displacement displaced movement mobility
    trafficking traffickers slavery
    victim survivor
    shelter accommodation housing rescue
    smuggling smuggler
    missing disappeared vanished
    detention imprisonment prison jail sentence custody
    penalty fine punishment sanction sentence
    offence crime criminal criminalize
    law act legislation code statute
    rule regulation provision requirement
    policy strategy plan programme
    agreement mou treaty accord pact memorandum
    ministry department
    lead primary chief main
    committee commission council working-group
    coordination coordinate interministerial inter-agency interagency
    office institution body agency
    consular consulate embassy diplomatic
    passport travel-document
    visa entry
    permit licence card
    residence residency stay permanent
    border frontier checkpoint
    airport seaport port
    arrival entry inflow
    departure exit outflow
    register registration report
    overstay overstayer
    health healthcare medical doctor hospital clinic
    insurance security fund contribution
    sickness sick illness disease
    maternity pregnancy childbirth birth
    pension old-age retirement elderly
    disability invalidity
    education school schooling pupil
    university college tertiary higher
    student pupil trainee
    fee tuition charge cost
    qualification skill competence diploma degree certificate
    recognition recognized accreditation
    training course retraining reskilling upskilling reskill upskill curriculum
    tourism hospitality hotel
    job employment work labour occupation
    worker employee labourer staff workforce manpower
    employer company enterprise firm business
    union association organization
    recruitment recruiter hiring agency
    advertisement advertising advert announcement
    conduct ethics ethical
    wage pay salary remuneration
    equal equality
    gender sex woman female
    child minor underage
    family spouse married marriage wife husband
    poor poverty low-income
    benefit allowance transfer assistance
    complaint grievance dispute
    racism race racial colour
    discrimination unequal xenophobia hate
    vote voting election ballot suffrage
    remittance transfer
    financial finance bank banking
    disaster emergency hazard catastrophe
    flood flooding
    climate environment environmental
    evacuation repatriation
    warning alert
    sms message mobile text
    contingency preparedness
    crisis emergency conflict
    statistics data figures
    survey census
    publish publication release released
    market demand shortage
    consultation consult participation involved
    ngo civil-society nongovernmental
    dialogue talks discussion negotiation
    regional subregional
    quota ceiling maximum limit share
    condition requirement criterion eligibility
"""


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for line in _ALIKE.strip().splitlines():
        words = [spell(each.replace("-", "")) for each in line.split()]
        for word in words:
            table.setdefault(word, []).extend(other for other in words if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in table.items()}


def alike(word: str) -> tuple[str, ...]:
    """Return the words that are used for a word, in the spelling of :func:`spell`; a plural has those of its singular.

    >>> alike("visas"), alike("pearl")
    (('entry',), ())
    """
    form = spell(word)
    singular = form.removesuffix("s")
    return _table().get(form) or _table().get(singular) or ()
