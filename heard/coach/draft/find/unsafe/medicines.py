"""What medicines are called, and how people speak of taking them."""

from __future__ import annotations

from heard.listen.any_case import AnyCase

# Kinds, forms and common names; the plural of each counts, too.
_NAMES = """
dose dosage insulin medication medicine meds tablet pill capsule inhaler antibiotic puff paracetamol acetaminophen tylenol
calpol panadol ibuprofen nurofen advil motrin aspirin naproxen aleve diclofenac voltarol codeine co-codamol tramadol morphine oxycodone
opioid antidepressant ssri sertraline zoloft fluoxetine prozac citalopram escitalopram venlafaxine mirtazapine lithium diazepam valium
lorazepam xanax alprazolam benzodiazepine zopiclone melatonin sedative warfarin apixaban eliquis rivaroxaban clopidogrel heparin statin
atorvastatin simvastatin ramipril lisinopril amlodipine bisoprolol propranolol losartan furosemide digoxin metformin gliclazide ozempic
semaglutide wegovy mounjaro levothyroxine thyroxine prednisolone prednisone hydrocortisone steroid salbutamol ventolin amoxicillin penicillin
doxycycline azithromycin ciprofloxacin antihistamine cetirizine loratadine benadryl piriton omeprazole antacid gaviscon laxative
contraceptive hormone epipen chemotherapy chemo methotrexate tamoxifen adderall ritalin methylphenidate viagra sildenafil finasteride
isotretinoin accutane painkiller decongestant sudafed pseudoephedrine supplement vitamin injection vaccine suppository nebuliser nebulizer
"""
_LONGER = (
    r"blood[- ]thinners?|beta[- ]?blockers?|sleeping (?:pills?|tablets?)|cough (?:syrup|mixture|medicine)|epi-pens?|eye ?drops"
    r"|St\.? John's wort|blood pressure (?:tablets?|pills?|meds|medication)"
)
MEDICINE = AnyCase(
    rf"\b(?:(?:{'|'.join(sorted(_NAMES.split(), key=len, reverse=True))})s?|{_LONGER})\b",
)
# Other things that are called so: a tablet with a screen, a capsule of coffee.
OTHER_THINGS = AnyCase(
    r"\b(?:dishwasher|detergent|descal\w+|chlorine|pool|washing|laundry|cleaning|plant|fertili[sz]er|aquarium|bleach|toilet|fish|effervescent cleaner|kettle|coffee|espresso"
    r"|apps?|screen|wi-?fi|charger|charging|android|ipad|laptop|stylus|software|browser|keyboard|firmware|sim)\b",
)
# What is said of goods and money, and not of taking them.
GOODS = AnyCase(
    r"\b(?:orders?|ordered|deliver\w*|ship\w*|refund\w*|parcels?|packages?|courier|collect\w*|pick(?:ed)? up|stock|price\w*|cost|charg\w+|pay\w*|sen[dt]|dispatch\w*|return\w*|invoice\w*|subscription|branch|warehouse|prescription (?:is|was|has))\b",
)
# What a customer asks where a yes or a number is advice, and what is only asked so where no goods are spoken of.
_TAKING = AnyCase(
    r"\b(?:(?:tak(?:e|es|en|ing)|took)\b(?![^.!?,\n]{0,25}\b(?:back|out|off|over|up|place|long|time|care|part|payment|a look|days|weeks)\b)|swallow\w*|inject(?:ed|ing)?\b|mix(?:ed|ing)?\b|interact\w*"
    r"|drink(?:ing)?\b|alcohol\b|side[- ]effects?\b|pregnan\w+|breast[- ]?feed\w*|overdos\w+|(?:safe|ok|okay|alright|fine) to\b|still (?:good|ok|okay|safe|work|usable)\b|double (?:up|the dose|dose)\b|miss(?:ed)? (?:a|my|the|one|\w+) dose\b)",
)
_PERHAPS_TAKING = AnyCase(
    r"\b(?:dos(?:e|es|age|ing)|how (?:many|much|often)|safe|expired?|out of date|warm|frozen|instead|half|double|stop|skip\w*|use (?:it|them|this|that|my|both)|with|combin\w+|together)\b",
)


# What somebody's body does: told of a body, and not of a thing.
_ILL = AnyCase(
    r"\b(?:swollen|swelling|rash(?:es)?|itch(?:y|ing|es)|hives|dizzy|dizziness|faint(?:ed|ing)|vomit\w*|threw up|throwing up|nause\w+|fever|blisters?|nosebleeds?|headaches?|migraines?|diarrh\w+|chest pains?|palpitations|numb(?:ness)?|blurred vision|short(?:ness)? of breath|cramps"
    r"|(?:my|his|her|their|the baby's|'s) (?:\w+ )?(?:skin|face|eyes?|throat|tongue|lips?|stomach|tummy|chest|heart|head|knee|leg|arm|hand|foot|feet|back|ears?|mouth|gums?|scalp)(?: \w+){0,3} (?:hurts?|aches?|burns?|stings?|red|sore|peeling|bleeding|racing|swell\w*|pain\w*)|(?:feel|feels|feeling|felt|been) (?:\w+ )?(?:sick|ill|unwell|poorly|awful since))\b",
)


def tells_of_illness(latest: str) -> bool:
    """Whether a customer tells of a symptom: then "that's normal" is a verdict that only a doctor may pass.

    >>> tells_of_illness("My knee has been swollen since."), tells_of_illness("The headset hurts my budget.")
    (True, False)
    """
    return _ILL.search(latest) is not None


def asked_about(latest: str, said: str = "") -> bool:
    """Whether a customer's latest words ask about taking a medicine, which may have been `said` before.

    >>> asked_about("Can I take ibuprofen with it?"), asked_about("Where are my tablets?")
    (True, False)
    """
    if not (
        _TAKING.search(latest) or (_PERHAPS_TAKING.search(latest) and not GOODS.search(latest))
    ):
        return False
    return MEDICINE.search(f"{said} {latest}") is not None and not OTHER_THINGS.search(latest)
