"""Word lists that the rules for actors and voices share, by what a word does."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


# A phrase with one of these in the singular is a person, not the country before it.
TITLE_NOUNS = words(
    "adviser advisor aide ambassador attorney captain chairman chairwoman chancellor chief co-chair "
    "colonel commander commissioner consul counterpart czar deputy dictator diplomat director emperor "
    "emir envoy executive general governor head judge justice king lawmaker leader lieutenant mayor "
    "mediator member minister monarch negotiator nominee official officer politician premier president "
    "prime prince princess prosecutor queen rapporteur representative ruler secretary senator sergeant "
    "soldier spokesman spokesperson spokeswoman strongman sultan analyst journalist lawyer activist "
    "citizen national opposition-leader"
)
# Parts of a country: what these do, their country does.
GOVERNMENT_PARTS = words(
    "administration agency airforce ambassadors army artillery authorities authority cabinet coastguard "
    "command commanders congress council court defence defense delegation department delegations diplomacy "
    "diplomats embassy envoys fighters firefighters fleet force forces foreign-ministry garrison generals government "
    "governments guard guards gunners intelligence jets judiciary lawmakers leaders leadership military "
    "ministers ministry ministries missiles navy negotiators officers officials parliament medics paramedics peacekeepers rescuers sappers "
    "guns gunships patrol patrols police policymakers politicians regime representatives senate servicemen side soldiers "
    "squad state tanks troops unit units warplanes consulate consulates engineers warships ships gunboats vessels sailors marines "
    "commandos spies delegates prosecutors helicopters crew crews navies armies chiefs representation arm drones planes negotiators paratroopers conscripts"
)
# "Armenian separatist forces" are not Armenia's, "Russian opposition leaders" not Russia's.
NOT_THE_STATE = words(
    "backed breakaway dissident exile exiled insurgent minority opposition paramilitary pro-democracy "
    "rebel secessionist self-proclaimed separatist volunteer"
)
# What a country does: "Armenian attacks", "the Russian invasion".
ACTION_NOUNS = words(
    "advance aggression airstrike airstrikes aid assault assaults assistance attack attacks backing ban "
    "blockade bombardment bombing campaign crackdown decision demand demands denial denials diplomacy "
    "drones effort efforts encroachment escalation fire hostility incursion incursions influence "
    "intervention invasion involvement mediation mobilisation mobilization occupation offensive "
    "offensives offer operation operations opposition policies policy pressure promise promises "
    "propaganda proposal provocation provocations raid raids rejection response retaliation rocket "
    "rockets sanctions shell shells shelling strike strikes support threat threats violation violations withdrawal"
)
# Beside a capital these make it a town: "Baku airport", "Tehran's streets".
PLACE_NOUNS = words(
    "airport area avenue bar bazaar building cafe capital church city court district downtown embassy "
    "hospital hotel mayor metro mosque municipality neighbourhood neighborhood office outskirts palace "
    "park port region residence resident residents restaurant school skyline square stadium station "
    "street streets suburb suburbs subway summit talk talks meeting theatre tower university visit zoo"
)
# What lies or runs between two towns: "the road between Baku and Ganja".
ROUTE_NOUNS = words(
    "bus buses corridor distance ferries ferry flight flights highway journey line link links midway motorway "
    "pipeline plane planes rail railway railways road roads route routes train trains trip"
)
# "Armenian-born", "Turkish-made": where somebody or something comes from, and nobody's deed.
ORIGINS = words("based born bred built educated made raised")
TOWN_WORDS = words("capital city town port downtown central")
RELATION_NOUNS = words(
    "agreement alliance axis conflict deal dialogue dispute negotiation negotiations normalisation "
    "normalization peace relation relations relationship rivalry talks tension tensions tie ties treaty war"
)
LOCATIVE = words(
    "across around at beyond in inside into near off onto outside over through throughout to toward "
    "towards via within from for"
)
# Verbs whose object is addressed or judged: "urged Baku" names a government, "visited Baku" a town.
ADDRESSED = words(
    "accuse accept advise aid alarm allow anger annoy appease arm ask assure back beg blame bolster call caution "
    "challenge chide commend condemn congratulate contact convince criticise criticize deceive defy "
    "denounce deter discourage distrust dismay embarrass embolden fine infuriate irritate offend outbid overrule owe please encourage face fault force help inform "
    "invite irk isolate join lobby mock notify oblige order permit persuade praise press pressure "
    "provoke punish push rebuff rebuke remind request sanction slam sue support suspect tell thank "
    "threaten trust urge warn"
)

# Verbs that references lean on; what attributes words to whom stands in framing/voices/lexicon.toml.
SAY = words(
    "accept acknowledge add admit affirm agree allege announce answer argue ask assert assume assure "
    "believe boast caution charge cite claim comment complain concede conclude confess confirm contend continue "
    "counter cry decide declare demand deny determine disclose discover doubt emphasise emphasize "
    "estimate exclaim expect explain express fear feel find forecast guess hint hold hope imply "
    "indicate inform insist joke know lament learn maintain mention note notify object observe opine "
    "order pledge plead posit predict proclaim promise propose protest quip quote read realise "
    "realize reason reassure recall reckon recommend record reiterate rejoin relate remark remember "
    "remind reply report request respond retort reveal rule say see shout show signal speak speculate state "
    "stipulate stress suggest suppose suspect swear tell testify think threaten tweet underline underscore "
    "urge volunteer vow warn wish wonder worry write"
)
NOTE = words(
    "acknowledge affirm allege announce cite claim criticise criticize decry defend demand denounce deny "
    "deplore describe emphasise emphasize express highlight lament note outline pledge promise "
    "reaffirm recall regret reiterate reveal stress underline underscore voice vow appreciate welcome "
    "hail condemn praise applaud commend"
)
JUDGE = words(
    "accuse admonish applaud attack blame blast castigate caution charge chide commend condemn "
    "congratulate criticise criticize decry denounce deride describe encourage fault hail laud lambast "
    "lambaste mock praise rebuke reprimand ridicule salute scold slam thank urge warn welcome call "
    "appreciate"
)
# Kinds of unresolved sources, by their noun.
DOCUMENTS = words(
    "ad advertisement announcement article book brief bulletin column communique communiqué constitution contract data "
    "declaration decree document editorial email file filing indictment lawsuit leaflet letter memo message newspaper note "
    "op-ed paper petition poll post press-release record release report resolution review ruling sign statement statute study "
    "survey text transcript treaty tweet verdict"
)
EXPERTS = words(
    "academic analyst analysts doctor economist economists engineer expert experts historian historians lawyer lawyers observer "
    "observers pollster pollsters professor pundit researcher researchers scholar scholars scientist scientists specialist strategist"
)
WITNESSES = words(
    "bystander eyewitness eyewitnesses neighbor neighbour passer-by resident residents survivor survivors victim victims villager "
    "villagers witness witnesses"
)
COLLECTIVES = words(
    "advocates alliance association board camp campaign club coalition committee community company council critics crowd faction "
    "family firm group majority media movement opposition panel party people press public side sides team union voters"
)
# What can say something without a name: people by role, institutions, documents.
SOURCE_NOUNS = (
    TITLE_NOUNS
    | GOVERNMENT_PARTS
    | words(
        "academic administration aides audit auditor inquiry inspector jury analysts announcement article association authorities author bank "
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
SPEAKING_PRONOUNS = words("he she it they i we who you")
LINKED_TITLES = words(
    "mr mrs ms dr sir lord president minister secretary premier chancellor senator general colonel king "
    "queen pope judge ambassador mayor governor"
)

# More roles of persons: "the businessman said". No country stands in front of them.
ROLE_NOUNS = words(
    "actor actress archbishop artist author banker bishop boss businessman businesswoman campaigner candidate "
    "cardinal challenger cleric coach columnist comedian congressman congresswoman councillor counsellor dissident "
    "economist editor engineer entrepreneur ex-president executive farmer filmmaker financier footballer founder "
    "historian incumbent inspector investigator investor manager marshal midfielder militant mp nurse oligarch "
    "ombudsman ombudswoman owner patriarch philanthropist pilot player poet policeman policewoman politician pontiff "
    "premier priest principal professor reformer reporter researcher scientist sheriff singer speaker striker "
    "superintendent teacher treasurer trustee tycoon veteran warlord warden whistleblower writer chair chairperson"
)
# "The man", "the 54-year-old": a person by nothing but being one.
PERSON_NOUNS = words("man woman boy girl statesman stateswoman newcomer nominee politician veteran year-old")
FEMALE = words(
    "she her hers herself mrs ms miss madam lady woman girl mother sister daughter wife widow queen princess "
    "spokeswoman chairwoman congresswoman businesswoman actress policewoman ombudswoman baroness duchess"
)
MALE = words(
    "he him his himself mr sir man boy father brother son husband widower king prince emperor sultan emir pope "
    "pontiff spokesman chairman congressman businessman policeman statesman baron duke lord"
)
# What a country is called when it is not named.
COUNTRY_NOUNS = words(
    "country nation kingdom republic state island monarchy federation neighbour neighbor superpower archipelago emirate sultanate"
)
# What organisations are called when they are not named; by what they are.
ORGANISATION_NOUNS = words(
    "academy agency airline alliance association authority bank bloc board body brewery broadcaster bureau business carmaker "
    "centre center charity club coalition college commission committee company confederation consortium cooperative "
    "corporation council court creditor developer employer federation firm foundation fund giant group hospital "
    "institute institution insurer junta laboratory league lender mill mission movement museum network newspaper "
    "operator organisation organization outfit panel party publisher regulator retailer school shipyard squad "
    "startup supplier syndicate team think-tank tribunal trust union university utility watchdog maker producer "
    "manufacturer militia insurgency service conglomerate start-up buyer bidder seller carrier utility builder regulator startup museum federation cartel church chain clinic cooperative factory port railway theatre"
)
# Parts of a government that stand alone after a country was named: "the ministry", "the government".
MAKERS = ("maker", "builder", "makers", "builders")  # "the chipmaker", "the shipbuilder"
OFFICES = words(
    "administration army authorities cabinet defence embassy foreign-ministry government kremlin leadership "
    "force coastguard military ministry navy parliament presidency regime treasury"
)

# Prepositions of place, and those that may be of place: what governs them decides.
IN_PLACE = words(
    "across along alongside around at beyond in inside into near nearby off onto outside past through throughout toward towards "
    "via within amid north south east west"
)
# "Trust in Ankara", "anger at Iran": a preposition of place that is none.
ABOUT_ACTOR = words(
    "trust confidence faith believe belief disappointed disappointment anger angry fury furious criticism frustration "
    "impatience directed aimed aim target lash hit shout fire interest stake"
)
# What goes to an actor, or comes from one: "arms to Ukraine", "pressure from Moscow".
TRANSFER = words(
    "aid ammunition answer apologise apologize apology appeal appealing arms assistance assurance attribute award belong "
    "blow cede challenge complain complaint concession concessions deliver deliveries delivery demand donate envoy gas gift give "
    "grant guarantee guarantees hand help lend lesson letter letters listen loan loans loss loyal loyalty loyalties message messages money note object objection offer "
    "oil owe pay payment plea pledge pledges present promise promises proposal relinquish reply report request respond response sale sales sell "
    "send signal signals speak speaking statement submit supplies supply support surrender talk tell threat threats "
    "transfer ultimatum vow warning warnings weapon weapons write ambassador hostile close closer according thank "
    "thanks gratitude due key crucial vital important alternative rival answerable"
)
RECEIVED = words(
    "accept acceptance approval assurance assurances backing borrow want buy call calls concession concessions criticism "
    "condemnation demand demands funding get guarantee guarantees hear help import imports independence independent invitation letter "
    "loan loans message money obtain offer offers order orders permission pledge pledges pressure promise promises "
    "protest protests purchase purchases reaction receive receives request requests response responses seek sanction secure statement statements support "
    "threat threats warning warnings weapons arms aid gift win earn extract seize take wrest recapture retake rebuke gas gains apology apologies"
)
# Nouns and verbs beside which a country is a stretch of land.
LAND_NOUNS = words(
    "airspace area areas border borders boundary capital city cities coast coastline corner countryside earthquake east edge farm farmland "
    "frontier heart highlands inhabitants interior island islands lake land lands landscape map mainland mountains north northeast northwest outskirts part parts "
    "people peoples population populations port ports proper province provinces region regions resident residents river rivers road roads "
    "rest shore shores side-road south southeast southwest soil street streets territory town towns valley village villages waters west "
    "weather wilderness winter citizen citizens native natives landowners farmers voters workers women men children fans students miners fishermen households consumers "
    "economy gdp growth tourism history culture inflation exclave enclave harbour harbor dioceses football cuisine"
)
MOTION = words(
    "arrive born bound come cross deploy depart die drive emigrate enter escape exile expel flee flight fly go head immigrate journey land leave "
    "live migrate move pass reach reside return road route sail settle stay stop tour travel trip visit walk"
)
VISITED = words("choose pick cross depart enter exit flee inhabit invade-by leave reach tour traverse visit")
# "The US state": names that a country shares, and the words of an article that tell the other bearer.
NAMESAKES: dict[str, frozenset[str]] = {
    "georgia": words(
        "Atlanta Savannah Macon Augusta Athens Kemp Warnock Ossoff Perdue Loeffler Raffensperger Senate Republican Republicans Democrat "
        "Democrats Democratic GOP Florida Alabama Tennessee Carolina Michigan Arizona Wisconsin Pennsylvania Nevada Ohio Texas Bulldogs Biden Trump"
    ),
}

SMALL_WORDS = words("the a an of and for in on 's ’s its his her their this that")
# What befalls a country and is no deed: then the country is where it happens.
NATURE = words(
    "heatwave storm storms earthquake flood floods drought virus pandemic wildfire wildfires rain rains cyclone hurricane typhoon cold snow outbreak"
)
# "China's Longhe Group", "Britain's largest pub chain": owned by nobody's government.
PRIVATE = words(
    "regulator watchdog lender operator utility producer insurer manufacturer company firm group chain airline carmaker retailer giant club startup start-up conglomerate brewery maker builder league team bank party union"
)
