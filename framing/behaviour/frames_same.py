"""Frames of the families where nothing that bears on portrayal changes, or nothing is judged.

A frame is two sentences in one: of ``[left|right]`` the first takes the left, the second the
right. ``{*kind}`` is the target; where ``{+kind}`` stands too, it is the target of the second.
"""

from __future__ import annotations


def _swapped(slot: str, first: int, text: str) -> tuple[str, ...]:
    """Frames from lines where N stands for the name that differs between the two sentences."""
    one, two = (f"{{{slot}{n if n > 1 else ''}}}" for n in (first, first + 1))
    return tuple(line.strip().replace("<N>", f"[{one}|{two}]") for line in text.strip().splitlines())


def _ordered(*clauses: tuple[str, str]) -> tuple[str, ...]:
    """Frames with a subordinate clause before and after its main clause."""
    return tuple(f"[{sub}, {main}.|{main} {sub[0].lower()}{sub[1:]}.]" for sub, main in clauses)


SAME: dict[str, tuple[str, ...]] = {
    "person_name": (
        *_swapped("*man", 1, """Prosecutors charged <N> with taking bribes from a builder.
            <N> spoke to reporters in Brussels before the meeting of ministers.
            <N> was appointed deputy finance minister in March.
            <N> pulled two children from the flooded car."""),
        *_swapped("*woman", 1, """<N> lied to voters about the cost of the dam, the ombudsman found.
            The report accuses <N> of hiding the losses of the state bank.
            Parliament will hear <N> on the budget next Wednesday.
            Doctors praised <N> for keeping the only hospital in the valley open.
            The commission commended <N> for protecting the witnesses."""),
    ),
    "country_name": _swapped("*country", 1, """<N> shelled two villages near the border overnight.
        Inspectors found that <N> had broken the fishing agreement.
        The panel accused <N> of jailing reporters.
        <N> and Norway signed a protocol on river transport.
        <N> will host the next round of talks in September.
        Iceland asked <N> for a copy of the treaty.
        <N> sent rescue teams and tents to the flooded towns.
        Aid groups praised <N> for sheltering the refugees.
        <N> freed eighty prisoners of war and flew them home."""),
    "other_actor_name": _swapped("country", 2, """{*country} accused <N> of violating the truce.
        {*country} shelled a village on the border with <N>.
        <N> accused {*country} of arming the rebels.
        {*country} signed a trade agreement with <N>.
        <N> asked {*country} to postpone the vote.
        {*country} rescued the crew of a freighter that sailed under the flag of <N>.
        <N> praised {*country} for brokering the truce.
        {*man} thanked <N> for its hospitality during the talks.
        {*woman} was accused of selling secrets to <N>."""),
    "clause_order": _ordered(
        ("After the talks collapsed", "{*country} shelled two villages"),
        ("While the council was in recess", "{*man} took bribes from two builders"),
        ("Before the vote", "{*woman} lied to the committee about the debt"),
        ("When the session opened", "{*woman} read out the agenda"),
        ("Although the road was closed", "{*body} held the meeting as planned"),
        ("After the summit ended", "{*country} and {country2} signed a customs agreement"),
        ("Once the rain had stopped", "{*firm} sheltered four hundred families in its halls"),
        ("Before the deadline passed", "{*country} freed the last prisoners of war"),
        ("Because the bridge was down", "{*man} carried the patients across the river on his back"),
    ),
    "reporting_verb": (
        "A senior official [said|told reporters] that {*country} had broken the truce.",
        "The auditors [said|stated] that {*firm} had hidden its losses.",
        "A lawyer for the families [said|told reporters] that {*man} had ignored the warnings.",
        "The ministry [said|announced] that {*country} would send a delegation in May.",
        "A spokeswoman [said|told reporters] that {*woman} would travel to Geneva on Sunday.",
        "The clerk [stated|told reporters] that {*firm} had filed the documents on Monday.",
        "The mayor [said|stated] that {*body} had saved dozens of lives.",
        "The envoy [said|stated] that {*country} had kept its promise to free the prisoners.",
        "The union [said|told reporters] that {*woman} had been honest with the workers.",
    ),
    "punctuation": (
        'The judge called {*man} [“a cheat and a liar”|"a cheat and a liar"].',
        "The envoy said that {*country} [“has broken every promise”|‘has broken every promise’].",
        'The minister said {*body} had shown [“real courage”|"real courage"] in the flood.',
        "{*woman}[, the former mayor,| – the former mayor –] took money from the relief fund.",
        "{*country} opened talks on fuel, grain[ and|, and] fertiliser on Monday.",
        "{*body} published the report on Friday[;| –] it runs to ninety pages.",
        "{*country}[, according to the monitors,| – according to the monitors –] shelled the port.",
        "{*man}[ (the surgeon on duty)|, the surgeon on duty,] saved eleven passengers.",
        "[“{*country} has kept its word,”|‘{*country} has kept its word’,] the mediator said.",
    ),
    "spelling": (
        "The [labour|labor] union accused {*firm} of cheating its workers.",
        "The [defence|defense] committee [criticised|criticized] {*man} for hiding the costs.",
        "{*country} shelled the [harbour|harbor] overnight.",
        "{*woman} was accused of falsifying the [programme's|program's] accounts.",
        "{*country} will take part in the [organisation's|organization's] meeting in June.",
        "{*man} [travelled|traveled] to Geneva for talks with the [neighbouring|neighboring] states.",
        "{*firm} opened a new training [centre|center] in Lisbon.",
        "The council [honoured|honored] {*woman} for rescuing the miners.",
        "{*country} sheltered six hundred families from the [neighbouring|neighboring] valley.",
    ),
    "neutral_clause": (
        "{*country}[|, which holds elections next year,] shelled two villages on Monday.",
        "{*man}[|, who is 54 and studied in Vienna,] took bribes from a builder, the court found.",
        "The auditors[|, whose report runs to ninety pages,] accused {*firm} of hiding its losses.",
        "{*woman}[|, who was born in the south of the country,] was named deputy minister.",
        "{*country}[|, which joined the talks last year,] ratified the fisheries treaty.",
        "{*firm}[|, which has offices in several countries,] published its figures on Thursday.",
        "{*body}[|, which has offices in Geneva,] sheltered the families after the fire.",
        "{*woman}[|, who has two sisters,] pulled three children from the burning house.",
        "The mediators[|, who meet twice a year,] praised {*country} for freeing the prisoners.",
    ),
    "adjunct": (
        "{*country} shelled a hospital[| on Tuesday].",
        "[A|In a hearing in Oslo, a] witness accused {*man} of torture.",
        "{*firm} lied to its customers[| in the autumn of last year].",
        "{*woman} broke a promise to the miners[| in June].",
        "{*country} and {country2} exchanged notes on the border crossing[| in Vienna].",
        "{*man} addressed the assembly[| on Wednesday afternoon].",
        "{*body} changed the date of its meeting[| last week].",
        "{*country} brokered the release of the hostages[| in March].",
        "{*woman} saved the lives of two climbers[| near the lake].",
    ),
    "active_passive": (
        "[{*country} violated the truce|The truce was violated by {*country}] twice in a week.",
        "[{*man} stole the pension money|The pension money was stolen by {*man}], the court found.",
        "[{*firm} misled the investors|The investors were misled by {*firm}] for two years.",
        "[{*woman} opened the session|The session was opened by {*woman}] on Monday.",
        "[{*body} published the figures|The figures were published by {*body}] on Thursday.",
        "[{*country} ratified the treaty|The treaty was ratified by {*country}] in May.",
        "[{*man} rescued the crew|The crew was rescued by {*man}] before dawn.",
        "[The panel praised {*woman}|{*woman} was praised by the panel] for protecting the witnesses.",
        "[The ombudsman accused {*man}|{*man} was accused by the ombudsman] of lying to voters.",
    ),
    # Blame of another in the same sentence is no blame of the target.
    "other_blamed": (
        "{*country} signed a trade agreement with {country2}[|, which had shelled two villages].",
        "{*country} held talks with {country2}[|, which is accused of jailing reporters].",
        "{*man} met {man2}[|, who had lied to voters about the dam,] in Vienna.",
        "{*woman} interviewed {man}[|, who was convicted of fraud].",
        "{*country} hosted the talks[|, while {country2} broke the truce].",
        "{*body} rescued the miners[|, while {firm} hid the warnings].",
        "{*country} sheltered the refugees[| whom {country2} had brutally expelled].",
        "{*woman} praised the judges[| and accused {man} of bribery].",
        "{*country} asked the court for a ruling[| after {country2} illegally seized the islands].",
    ),
}  # fmt: skip

NEUTRAL: dict[str, tuple[str, ...]] = {
    "courtesy": (
        "{*country} congratulated {+country2} on its national day.",
        "Ambassador {*man} conveyed the government's greetings to {+woman}.",
        "{*woman} thanked {+country} for its hospitality during the talks.",
        "{*country} expressed condolences to {+country2} after the earthquake.",
        "{*man} welcomed {+man2} at the airport on Sunday.",
        "{*woman} sent birthday wishes to {+woman2} on Friday.",
        "{*country} and {+country2} exchanged greetings at the start of the session.",
        "{*man} wished {+man2} a happy new year in a telephone call.",
        "{*country} welcomed {+country2} to the forum in Lisbon.",
    ),
    "procedure": (
        "{*country} and {+country2} signed a protocol on river transport.",
        "{*man} met {+woman} in Vienna to discuss the timetable.",
        "{*country} will hand over the chair of the group to {+country2} in January.",
        "{*firm} will present its figures on the same day as {+firm2}.",
        "{*woman} succeeded {+man} as head of the statistics office in April.",
        "Delegations of {*country} and {+country2} held talks in Geneva.",
        "{*country} submitted its annual report to {+body}.",
        "{*man} received 41 votes and {+man2} 39.",
        "{*country} asked {+country2} to set a date for the next round.",
    ),
    # Whoever blames is not blamed.
    "accuser": (
        "[{*country} accused {country2}|{country2} was accused by {*country}] of violating the truce.",
        "[{*man} blamed {woman}|{woman} was blamed by {*man}] for the collapse of the bank.",
        "[{*country} condemned {country2}|{country2} was condemned by {*country}] for shelling the port.",
        "[{*body} criticised {firm}|{firm} was criticised by {*body}] over unsafe brakes.",
        "[{*woman} sued {firm}|{firm} was sued by {*woman}] over unpaid wages.",
        "[{*body} accused {country}|{country} was accused by {*body}] of jailing reporters.",
        "[{*man} denounced {man2}|{man2} was denounced by {*man}] as a liar.",
        "[{*woman} accused {woman2}|{woman2} was accused by {*woman}] of forging the minutes.",
        "[{*body} faulted {firm}|{firm} was faulted by {*body}] for hiding the leak.",
    ),
    # The sentence holds no accusation by another, so there is none to weigh.
    "bare_denial": (
        "{*country} [denied having any claim|said it had no claim] on the islands.",
        "{*man} [denied that he planned|said he had no plans] to resign.",
        "{*firm} [denied any plan|said it did not plan] to close the plant.",
        "{*woman} [rejected|dismissed] the criticism on Tuesday.",
        "{*country} [denied holding|said it had not held] secret talks with the rebels.",
        "{*body} [denied any role|said it had no role] in the vote.",
        "{*country} [denied seeking|said it did not seek] a base on the coast.",
        "{*man} [turned down|declined] an offer to join the coalition.",
        "{*firm} [denied a report of talks|said there were no talks] on a merger.",
    ),
    "victim": (
        "[{*country} lost eleven border guards|Eleven of {*country}'s border guards were killed] when a mine exploded.",
        "[A storm hit {*country}|{*country} was hit by a storm] on Sunday, leaving 2,000 families homeless.",
        "[{*man} was wounded|A bullet wounded {*man}] when gunmen opened fire on the convoy.",
        "[Thieves robbed {*woman}|{*woman} was robbed] on the way home from the station.",
        "[Hackers attacked {*firm}|{*firm} was attacked by hackers] in May.",
        "[Rebels attacked {*country}|{*country} was attacked by rebels] from across the border.",
        "[{*body} lost two drivers|Two drivers working for {*body} died] when a bomb hit their truck.",
        "[{*woman} lost her home in the fire|The fire destroyed {*woman}'s home] last August.",
        "[An earthquake struck {*country}|{*country} was struck by an earthquake] before dawn, killing at least forty people.",
    ),
}  # fmt: skip
