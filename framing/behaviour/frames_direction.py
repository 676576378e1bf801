"""Frames of the families where the second sentence must portray the target worse, or better.

They are written as in ``frames_same``. Expectations follow the labelling guidelines: the lower
of the two sentences blames where the other does not, or the higher one praises.
"""

from __future__ import annotations

LOWER: dict[str, tuple[str, ...]] = {
    # Without the adverb, each is an act of power or routine: neutral.
    "loaded_adverb": (
        "{*country} [|illegally ]took control of the port on Monday.",
        "{*country} [|brutally ]dispersed the crowd in the square.",
        "{*firm} [|illegally ]moved the money to an account in Panama.",
        "{*man} [|unlawfully ]ordered the search of the newspaper's office.",
        "{*country} [|brutally ]ended the strike at the port.",
        "{*firm} [|illegally ]dismissed forty workers in June.",
        "{*woman} [|corruptly ]awarded the contract to a firm from Lisbon.",
        "{*country} [|illegally ]detained the crew of a trawler.",
        "{*man} [|recklessly ]lifted the ban on building along the river.",
    ),
    "praise_to_blame": (
        "The monitors [praised|criticised] {*country} for its handling of the border crisis.",
        "Newspapers [hailed|condemned] {*man}'s decision to dissolve the assembly.",
        "Doctors [commended|blamed] {*body} for the state of the clinics.",
        "{*firm} [kept|broke] its promise to the miners.",
        "Survivors [praised|blamed] {*country} for what it did during the flood.",
        "The mediator called {*country} [a reliable|an unreliable] partner.",
        "Colleagues described {*man} as [an honest|a corrupt] judge.",
        "The report calls {*woman}'s reform [a triumph|a disgrace].",
        "{*country} [sheltered|expelled] the families who had fled the fighting.",
    ),
    "negated_praise": (
        "{*country} [kept|did not keep] its promise to free the prisoners.",
        "{*firm} [paid|did not pay] its sailors what they were owed.",
        "{*woman} [rescued|did not rescue] the passengers of the sinking ferry.",
        "The envoy said that {*country} had [|not ]been a reliable partner.",
        "The committee found that {*man} had [|not ]acted honestly.",
        "The relief effort of {*body} was [|not ]a success, aid workers said.",
        "{*country} [has protected|has not protected] the rights of its minorities, the report says.",
        "Teachers said that {*woman} [deserved|did not deserve] the prize for bravery.",
        "{*man} [saved|failed to save] the village from the flood.",
    ),
}
HIGHER: dict[str, tuple[str, ...]] = {
    # A negated wrong is no praise, so neutral is enough.
    "negated_blame": (
        "{*country} [violated|did not violate] the truce, the monitors said.",
        "The court found that {*man} had [|not ]taken bribes.",
        "{*firm} [hid|did not hide] its losses, an audit found.",
        "{*woman} [lied|did not lie] to the committee, the ombudsman said.",
        "The inquiry concluded that {*country} was [|not ]to blame for the crash.",
        "{*country} [has broken|has not broken] international law, the judges ruled.",
        "{*man} was [convicted|cleared] of fraud on Thursday.",
        "Inspectors found [|no ]evidence that {*firm} had poisoned the river.",
        "{*country} [tortured|never tortured] prisoners, the commission found.",
    ),
    "perpetrator_to_victim": (
        "[{*country} invaded {country2}|{country2} invaded {*country}] in March.",
        "[{*country} attacked {country2}|{country2} attacked {*country}] with drones overnight.",
        "[{*man} robbed {man2}|{man2} robbed {*man}] outside a bank in March.",
        "[{*firm} cheated {firm2}|{firm2} cheated {*firm}] out of eleven million dollars, the court found.",
        "[{*country} blockaded {country2}|{country2} blockaded {*country}] for nine months.",
        "[{*woman} threatened {man}|{man} threatened {*woman}] with a knife, witnesses said.",
        "[{*country} bombed the embassy of {country2}|{country2} bombed the embassy of {*country}] on Friday.",
        "[{*man} slandered {woman}|{woman} slandered {*man}] in the campaign, the judge ruled.",
        "[{*firm} stole documents from {firm2}|{firm2} stole documents from {*firm}], prosecutors say.",
    ),
}
