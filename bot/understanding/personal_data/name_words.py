"""Small closed groups of Dutch words that tell whether a name stands next to them (grammar, so not for editors)."""

from bot.understanding.personal_data.word_rows import word_row, word_set

PARTICLES = word_set(
    "van de der den het 't ter ten te op in aan uit el al ben bin da dos das do di du le la von zu abu abou umm oum ibn bint "
    "v.d. ait bou ould oude 'd d l'"
)
PARTICLE_STARTS = word_set(
    "v.d. abou umm oum ibn bint van de der den ter ten te op in uit el al ben bin da dos di du le la von abu ait ould 't "
)
FATHER_OF = word_set("abu abou umm oum ibn bint")  # "abu Khaled": a first name follows
OF_A_FAMILY = word_set("van v.d. ter ten")  # with a capital in the middle of a sentence: "die Van Rossum"
ABBREVIATIONS = word_set(
    "o.a. b.v. d.w.z. e.d. i.p.v. m.b.t. m.b.v. n.a.v. i.v.m. t.a.v. t.n.v. d.m.v. z.s.m. a.u.b. i.o.m. m.i. p.s. n.v.t. "
    "m.u.v. i.h.k.v. t.z.t. e.a. d.d. a.s. j.l. s.v.p. o.v.v. t.o.v. o.l.v. v.a. m.m.v. i.t.t. w.o. q.q. "
)
ARTICLES = word_set(
    "de het een 'n geen elke ieder iedere deze die onze ons jullie 't alle veel zo'n welke spreekt spreken leert leren"
)
CORE_TITLES = word_set(
    "dochter zoon zus broer vriendin nicht neef meneer mevrouw mijnheer menheer mevr mw mvr dhr hr fam familie tante oom "
    "buurman buurvrouw collega oma opa juf meester zuster "
)
FORMAL_TITLES = word_set(
    "meneer mevrouw mijnheer menheer mevr mw mvr dhr hr heer fam familie dokter echtpaar juf meester notaris rechter "
)
TRADES = ("kker", "sser", "lder", "uwer", "kers", "smit", "ijer", "eijer", "anger", "ekker", "kman", "tman", "sman", "uiper")
ADDRESSED = word_set("meneer mevrouw mijnheer menheer mevr mw mvr dhr hr oom tante oma opa")
A_THING = word_set("een het geen 'n elke zo'n dit ieder 't")
AFTER_DE = word_set(
    "boer vries jong jonge groot wit haan graaf bruin bruijn zwart leeuw lange ridder vos wolf beer haas ruiter ruyter wilde "
    "rooij rooy roo goede winter bie klerk koster krom lang munck nooij reus rijk rijke visser waal waard weerd witte zeeuw hoog "
)
AFTER_VAN = word_set(
    "gent delft breda assen houten hoorn weert tiel veghel brussel kerkrade dijk leeuwen beek bergen veen vliet dongen "
    "doorn essen ham kampen rijn soest straten velzen loon zanden "
)
SURNAME_ENDINGS = word_row(
    "ski ska sky skyj czyk wicz icz owicz enko ova ovic ic oglu zade zadeh aoui oui ouzi ssen sma stra inga mans idze "
    "ian yan eddine ullah singh persad dien poulos escu esku ev ov yuk chuk uk iak ak ek ez es son sen zoon kumar "
    "selassie mariam michael medhin awi ari adi idi ani azi "
)
CUES = word_set(
    "ene zekere roepnaam bijnaam alias heet heette heten genaamd genoemd noemt noemen naam naams groetjes groeten groet "
    "mvg liefs "
    "gr namens contactpersoon "
    "aanwezig afwezig afgemeld "
)
STRONG_VERBS = word_set(
    "wil wilt wilde zegt zei zegde vraagt vroeg belt belde mailt mailde appt appte stuurt stuurde schrijft schreef "
    "vertelt vertelde vindt vond denkt dacht durft durfde mag mocht moet moest kan kon zal zou hoort luistert drinkt "
    "dronk huilt huilde lacht lachte schreeuwt schreeuwde scheldt roept riep woont woonde werkt werkte eet at slaapt "
    "sliep loopt liep zit zat helpt hielp kookt kookte weet wist kent kende snapt begrijpt begreep leert voelt voelde "
    "schaamt schaamde praat praatte zoekt zocht wacht wachtte geeft gaf neemt nam krijgt kreeg brengt bracht haalt "
    "haalde betaalt vergeet vergat mist miste klaagt klaagde roddelt bemoeit reageert reageerde antwoordt weigert "
    "weigerde accepteert meldt meldde doet deed rookt rookte liegt loog steelt stal dreigt dreigde slaat sloeg verdient "
    "verhuist verhuisde trouwt scheidt gelooft hoopt wenst houdt hield heeft had bemoeide beweert verwijt leent leende "
    "regelt regelde organiseert schenkt poetst fietst rijdt reed tekent zingt danst speelt speelde breit naait knutselt "
    "ruimt zet laat liet blijft bleef ziet zag gebruikt drukt stopt stopte staat stond ligt lag "
)
WEAK_VERBS = word_set("is was komt kwam gaat ging wordt werd kijkt hangt valt maakt maakte en of ")
NATURE = word_set(
    "zomer storm lente herfst winter zon regen sneeuw mist wind appel "
    "beer maan wolk vlam rust hoop troost vrede vreugde "
    "liefde geluk zilver goud engel wolf vis vlieg bloem tulp roem ster noord zee zand steen hout wijn pasen april mei "
    "juni juli augustus maart dag morgen nacht jaar leven frans lach brand boom kerst ramadan polo taco disco jazz karma "
    "beauty peace chat coach page europa corona mercedes rio parijs paris "
)
FLOWERS = word_set("roos jasmijn margriet iris madelief linde hazel")
GREETINGS = word_set("dag lieve beste hallo hoi hey he heee ha goedemorgen goedemiddag goedenavond ")
ASKED = word_set("kun kan wil wilt mag heb weet ga kom ben bel neem zou alsjeblieft bedankt dank denk doe ")
RULE_WORDS = word_set(
    "regel regels gespreksregel gespreksregels afkorting letters letter ezelsbruggetje lsd nivea oen dik blizz oma "
    "methode techniek betekenen betekent toepassen uitleggen uitleg meenemen geheugensteun gesprekstechniek staat "
)
RULES = word_set("anna oma lsd nivea oen dik blizz ")
PLACE_BEFORE = word_set("in te naar uit op aan de het een via richting tussen ")
NOT_AFTER_TITLE = word_set(
    "moet werd komen komt doe doet lees kent wensen meer boven anders lang groot klein zwart jong kort rode put kosten "
    "niet wel die dat met van en of naast zonder bij uit snel prima fit vroeg dagen kant land landen wil ben mag kan was "
    "heeft man vrouw mens vriend broer zus heer gast "
)
HOUSE_BEFORE = word_set(
    "stichting vereniging buurthuis wijkcentrum wijkgebouw buurtcentrum buurtkamer huiskamer huis cafe eetcafe "
    "restaurant bakkerij supermarkt school basisschool kerk moskee tempel sporthal speeltuin zorgcentrum verzorgingshuis "
    "verpleeghuis woongroep woonvorm club voetbalclub firma bedrijf garage apotheek koor ziekenhuis hotel gemeente "
    "provincie wijk buurt straat theater museum zaal gebouw flat complex dorpshuis centrum gezondheidscentrum "
    "jongerencentrum inloophuis kringloop winkel slagerij kapsalon bibliotheek college lyceum plein park station halte "
    "camping camper boot schip film boek serie musical festival orkest band zwembad manege kinderboerderij thuiszorg "
    "welzijn stadsdeel woningcorporatie wooncorporatie corporatie zorggroep zorginstelling instelling organisatie radio "
    "omroep merk sint st heilige santa san scholengemeenschap herberg hospice kliniek praktijk salon tuin eiland markt brug "
)
HOUSE_AFTER = word_set(
    "arena school museum huis stichting straat plein prijs fonds toernooi bokaal zaal kerk moskee park brug tunnel "
    "ziekenhuis kinderziekenhuis kliniek college lyceum mavo hof festival foundation theater hal sporthal stadion bos "
    "laan weg kade vereniging centrum supermarkt bakkerij cup loop brigade bv vof nv "
    "hoeve makelaars makelaardij advocaten notarissen bouw transport optiek tweewielers catering court stadion supporters "
)
HOUSE_AFTER_LOWER = word_set(
    "museum stichting toernooi ziekenhuis kliniek fonds lyceum college vereniging prijs bokaal festival school plein straat "
)
HOUSE_ENDINGS = word_row(
    "straat straatje laan laantje plein pleintje weg kade gracht singel plantsoen dreef steeg hof hofje park school huis "
    "huisje centrum kerk moskee wijk buurt zaal hal fonds museum college lyceum tunnel brug bos pad dijk boulevard "
    "gebouw flat toren stichting vereniging ziekenhuis kliniek cafe club theater festival fest markt tuin steunpunt "
    "loket winkel dag feest week groep training cursus les team avond middag ochtend ronde "
)
SURNAME_HOUSES = word_row("huis hof dijk brug bos kerk wijk toren")  # "Jan Wolthuis"
HOUSE_BEFORE_LOWER = HOUSE_BEFORE - word_set(
    "huis school straat buurt wijk film boek zaal tuin markt kerk winkel park centrum plein boot flat club gebouw station "
    "halte camping brug eiland schip serie bedrijf organisatie instelling gemeente complex "
    "thuiszorg welzijn bibliotheek sporthal ziekenhuis college salon"
)
HOUSE_BEFORE_ENDINGS = word_row(
    "erij bedrijf raad praktijk kantoor winkel zaak huis centrum school cafe club vereniging fonds koor therapie ist"
)
NO_VERB = word_set(
    "niet recht licht dicht eerst laatst kwijt best naast slecht zacht vast bont kort zwart want altijd nacht kant groet "
    "soort punt feit"
)
WANTS = word_set(
    "mag wil durft vindt zegt denkt weet wilde mocht vond zei dacht durfde vroeg vertelde belde mailde appte heeft zou "
)
SPEAKS = word_set("zei zegt vroeg vraagt vindt vond denkt belde mailde appte lachte schreeuwde riep vertelde klaagde")
NAMED = word_set("heet heette")  # "Gradus heet hij"
SPOKEN_OF = WANTS | word_set("tegen volgens namens dat omdat toen als want of door")
GIVEN_ENDINGS = word_row(
    "ele wien dien lien tien nien rien fien mien ine ina ette elle ie ye ya sha isa issa essa ita tje tsje sje ke lyn "
    "inda ilda anne "
    "anna bert brecht iam ana ena ela ara ira dra dia nia lia ria sia uel iel win ard ger aldo ando ino iro eron ayden aydon "
    "ylan ysha yra tha cha kar bar mad med ham him lal mir nur gul jan"
)
WITH_A_PERSON = word_set("met van voor aan bij door tegen zonder naast volgens en of over")
OPENERS = word_set(
    "kan wil moet mag zal gaf kreeg waarvan tegen volgens namens zonder naast dat als toen omdat want hoe waarom wanneer "
    "nadat zodat sinds terwijl of zei zegt vroeg vraagt vindt "
)
INVERTED = word_set("ik hij ze zij we wij je jij u jullie men iemand er het 't ie niemand iedereen")
STATES = word_set(
    "boos ziek verdrietig jarig moe dronken bang verhuisd overleden zwanger opgenomen gevallen vertrokken kwaad eenzaam afwezig "
    "aanwezig somber agressief laat gekomen geweest gebeld vergeten verliefd gescheiden kwijt zoek thuis stil weggelopen jaloers"
)
