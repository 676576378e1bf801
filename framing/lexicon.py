"""Word lists that the rules for actors and voices share, by what a word does."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A phrase with one of these in the singular is a person, not the country before it.
TITLE_NOUNS = _words(
    "adviser advisor aide ambassador attorney captain chairman chairwoman chancellor chief co-chair "
    "colonel commander commissioner consul counterpart czar deputy dictator diplomat director emperor "
    "emir envoy executive general governor head judge justice king lawmaker leader lieutenant mayor "
    "mediator member minister monarch negotiator nominee official officer politician premier president "
    "prime prince princess prosecutor queen rapporteur representative ruler secretary senator sergeant "
    "soldier spokesman spokesperson spokeswoman strongman sultan analyst journalist lawyer activist "
    "citizen national opposition-leader"
)
# Parts of a country: what these do, their country does.
GOVERNMENT_PARTS = _words(
    "administration agency airforce ambassadors army artillery authorities authority cabinet coastguard "
    "command commanders congress council court defence defense delegation department delegations diplomacy "
    "diplomats embassy envoys fighters firefighters fleet force forces foreign-ministry garrison generals government "
    "governments guard guards gunners intelligence jets judiciary lawmakers leaders leadership military "
    "ministers ministry ministries missiles navy negotiators officers officials parliament medics paramedics peacekeepers rescuers sappers "
    "guns gunships patrol patrols police policymakers politicians regime representatives senate servicemen side soldiers "
    "squad state tanks troops unit units warplanes"
)
# "Armenian separatist forces" are not Armenia's, "Russian opposition leaders" not Russia's.
NOT_THE_STATE = _words(
    "backed breakaway dissident exile exiled insurgent minority opposition paramilitary pro-democracy "
    "rebel secessionist self-proclaimed separatist volunteer"
)
# What a country does: "Armenian attacks", "the Russian invasion".
ACTION_NOUNS = _words(
    "advance aggression airstrike airstrikes aid assault assaults assistance attack attacks backing ban "
    "blockade bombardment bombing campaign crackdown decision demand demands denial denials diplomacy "
    "drones effort efforts encroachment escalation fire hostility incursion incursions influence "
    "intervention invasion involvement mediation mobilisation mobilization occupation offensive "
    "offensives offer operation operations opposition policies policy pressure promise promises "
    "propaganda proposal provocation provocations raid raids rejection response retaliation rocket "
    "rockets sanctions shell shells shelling strike strikes support threat threats violation violations withdrawal"
)
# Beside a capital these make it a town: "Baku airport", "Tehran's streets".
PLACE_NOUNS = _words(
    "airport area avenue bar bazaar building cafe capital church city court district downtown embassy "
    "hospital hotel mayor metro mosque municipality neighbourhood neighborhood office outskirts palace "
    "park port region residence resident residents restaurant school skyline square stadium station "
    "street streets suburb suburbs subway summit talk talks meeting theatre tower university visit zoo"
)
# What lies or runs between two towns: "the road between Baku and Ganja".
ROUTE_NOUNS = _words(
    "bus buses corridor distance ferries ferry flight flights highway journey line link links midway motorway "
    "pipeline plane planes rail railway railways road roads route routes train trains trip"
)
# "Armenian-born", "Turkish-made": where somebody or something comes from, and nobody's deed.
ORIGINS = _words("based born bred built educated made raised")
TOWN_WORDS = _words("capital city town port downtown central")
RELATION_NOUNS = _words(
    "agreement alliance axis conflict deal dialogue dispute negotiation negotiations normalisation "
    "normalization peace relation relations relationship rivalry talks tension tensions tie ties treaty war"
)
LOCATIVE = _words(
    "across around at beyond in inside into near off onto outside over through throughout to toward "
    "towards via within from for"
)
# Verbs whose object is addressed or judged: "urged Baku" names a government, "visited Baku" a town.
ADDRESSED = _words(
    "accuse accept advise aid allow anger appease arm ask assure back beg blame bolster call caution "
    "challenge chide commend condemn congratulate contact convince criticise criticize deceive defy "
    "denounce deter discourage distrust embarrass embolden encourage face fault force help inform "
    "invite irk isolate join lobby mock notify oblige order permit persuade praise press pressure "
    "provoke punish push rebuff rebuke remind request sanction slam sue support suspect tell thank "
    "threaten trust urge warn"
)

# Kinds of unresolved sources, by their noun.
DOCUMENTS = _words(
    "ad advertisement announcement article book brief bulletin column communique communiqué constitution contract data "
    "declaration decree document editorial email file filing indictment lawsuit leaflet letter memo message newspaper note "
    "op-ed paper petition poll post press-release record release report resolution review ruling sign statement statute study "
    "survey text transcript treaty tweet verdict"
)
EXPERTS = _words(
    "academic analyst analysts doctor economist economists engineer expert experts historian historians lawyer lawyers observer "
    "observers pollster pollsters professor pundit researcher researchers scholar scholars scientist scientists specialist strategist"
)
WITNESSES = _words(
    "bystander eyewitness eyewitnesses neighbor neighbour passer-by resident residents survivor survivors victim victims villager "
    "villagers witness witnesses"
)
COLLECTIVES = _words(
    "advocates alliance association board camp campaign club coalition committee community company council critics crowd faction "
    "family firm group majority media movement opposition panel party people press public side sides team union voters"
)
# What can say something without a name: people by role, institutions, documents.
SOURCE_NOUNS = (
    TITLE_NOUNS
    | GOVERNMENT_PARTS
    | _words(
        "academic administration aides analysts announcement article association authorities author bank "
        "bishop board body boss bureau campaigner charity coach colleague commentator commission committee "
        "communique communiqué company correspondent critic critics declaration delegation department "
        "detective doctor document economist editor expert experts family farmer fisherman group historian "
        "indictment institute insider investigator investor judges letter man manager men ministers monitor "
        "monitors mother father neighbour neighbor newspaper observer office operator opponent organisation "
        "organization panel paper party people pilot plaintiff player poll priest professor pundit refugee "
        "report reporter researcher resident residents rescuer review ruling scholar scientist shopkeeper "
        "side sides source sources specialist staff statement study supporter survey survivor teacher "
        "teenager text trader tribunal union victim villager volunteer voter watchdog widow witness witnesses "
        "woman women worker youth activist advocate adviser ally army audience backer campaign candidate caucus celebrity citizen "
        "club coalition columnist community congressman congresswoman conservative consumer court crowd customer delegate democrat donor "
        "employee employer everyone faction fan father firm friend government guest host kid lawyer leader liberal majority "
        "mayor media moderator mother movement nation nominee organizer organiser outlet parent politician pollster preacher "
        "prosecutor protester public rebel republican rival senator speaker star strategist student supporter team "
        "user veteran viewer voter website wife husband brother sister son daughter writer network firm agency"
    )
    | DOCUMENTS
    | EXPERTS
    | WITNESSES
    | COLLECTIVES
)
SPEAKING_PRONOUNS = _words("he she it they i we who you")
LINKED_TITLES = _words(
    "mr mrs ms dr sir lord president minister secretary premier chancellor senator general colonel king "
    "queen pope judge ambassador mayor governor"
)
