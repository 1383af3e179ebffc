"""Words of the platforms' own names and sentences; no name of a person or a place is among them."""

from __future__ import annotations

PLAIN_WORDS = frozenset(
    word
    for line in """
a aaaaa abcdef ability abnormal about above absent absolute acceess accept accepted accepts
access account accounts acount act action activate active actual adapter add added adding
additional address addresses adjust adjustments admin adopted advance advanced affi after
afterwards again against ago agp agree ahead alert alike alisg all allow allowed allower allows
alone along alphabet already also always among amount and anew ang another answer answered
answers any anything aphluv api app appcalllimit application applies approval approved are
around arrange arranged array arrive article as asc ascii ashop ask asked asks associated assume
at attp attribute attributes attrsnapshot audit audited auditing audits auth authed authorised
authorization authorize authorized auto automatically available avi awaitable awaiting away awb
axes axis ba back backoff bad badge bamboo ban banned bar barcode base based basic basket batch
bdts be beans bearable bearer bears became because become becomes bee been before began begin
begins behind believable belong belongs below beside better between beverages beyond bhsf bigger
billing bin bind bird biscuits bits biz bkits blacklist blank block blocked bmp bodies body book
booking born both bought bound bounds br brand brands break breaks brestricted brings broken
brought bu bucket bug building busi business busy but buudien buyer buyers by bystanders byte
bytes cache cakes calendar call callback called callers calls came camel campaign can cancel
canceled cancellation cancellations cancelled candy canned cannot cannt cantnot cap captured
care carried carrier carriers carries carry cascade case cash catch cate categories category
catprop cay cb cbsc cdn ceil cell cells center centimeter centimetres ceramic cereals
certificate certification certifications certified cf ch chain chains challenge change changed
changelog changes channel channels char character characters chargeable chars charset chart chay
check checked checks child children chilled chin chinese chk cho choice choices choose choosing
chosen chu chuy cipher city claim class cleared clerk client clock closed clothing cm cod code
codes coffee col collection collects color column columns com combination combined come comes
coming comma commit committed common commune company compare compared complaint complete
completed completeness components compulsory computed concurrent condiments condition conditions
conf config configurable confirm confirmed conflict conform connection connections consent
console const constant constants consumed contact contain contains content contract control
conversion copy core correct corrupt could count counted counterfeit country counts courier cpv
crab crackers crafts create created creates creation creator credentials credits ctx cu cua
currency current currentlimit currently cursor custom customer customizable customize cut daily
damaged data database date dates day days dd deactivate deactivated deactivation dead deadline
deal deauthorization deauthorized deboost debug decide decides decimal decimals decision
declaration decoded deep default defer del delay delayed delete deleted deletion delist deliver
delivered deliveries delivery demo demos denied depend deprecated desc description desired
detail detailed details detected developer dh did die diff differ differs digest digit digital
digits dimenisions dimension dimensions direct direction disable disabled discount discounted
discounts display distict distribution do doc docs document documented documents does doesn
doing domain domestic don done doubt doubtful down draft dress dried drift drop dropped
dropshipping dry drying ds dts due duplicate duplicated duplicates during each earlier earliest
ease echoed economy ed edit editable edited edits editted effect either element else elsewhere
em email emoji empty en enable enabled encode end ended ending endpoint endpoints ends enough
enter entities entity entries entry enum enums envelope eof epr equal erp err error errors
escape estimated etag even event events ever every everything evt exact exactly example exceed
exceeded exceeds exception exchange exclusive exist exists expected expiration expire expired
expires expiring expiry express extended external extra fact facts fail failed failing fails
failure faithfully fall false family far fast fault fbl fbs fc fda features fee fell fermented
few fewest field fields fifty file filed files fill filled fills filter filters final find first
fish fit fits five fix fixed fj flag flammable flash flat flavor flexible float floss flour flow
flowlimit flv follows food for forbid forbidden forbids force foreign forget forgotten form
format forms found four fraud free freeze frequency frequent fresh from frozen fruit fulfil
fulfill fulfilled fulfillment fulfilment full functionality further gained gap gateway gave ge
generate get gets getting gh ghi gi gian gift give given gives global globalgap go goes gone
good goods got grace grains gram grant granted grants gravest greater groceries group grow gt
gtin guide guides haccp had half hand handicrafts happen happened happens harvest has hash
hashtags have hazmat hb header headers heading headings health hear heard heic height held here
hex hh hi hidden hide highest hight hmac hn hold holds holiday home honey host hosted hot hour
hours how however hsf html http https htx human hundred hundreds ibyteimg ic icon id idempotency
idempotent identical identifier identify ids if ignored illegal image images img impossible in
inactive incalid include included incomplete incorrect increases independent index indexes info
inform information infra ingredient ingredients init initial initiator inner input insert inside
instead insufficient insurance int integer integrated internal into introduction inv invalid
invented inventories inventory invite invited invoice iop ip is iso isp issuance issued isv it
item items itemtier its itself jam japan jl jlc join joined jpeg jpg json judge judged juice
keep keeps kept ket key keyed keys keyword kg kh khac kho khuy ki kilogram kind kindly kinds kit
knob know known knows korea ks kyc label lack lacks lag lags lang language lapse large larger
last lasts late later lead leading leaf learns least leave leaves ledger left legacy legnth len
length less lesser let letters level lf li licence license lie life like limit limited limits
limitt line lines link linked links liquor list listed listing listings lists literal live lives
living load local locale location lock locked log login logistic logistics logo longer longest
look looked looks lost lot low lower lowercase lowest loyalty lt lw lx lzd machine macros made
main maintenance make makes malformed mandatory mangrove manual manufacturer many map maps
market marketplace marketplaces markup marshal mart mask masked match matches material math mats
max maximum may mb mean meanings means meanwhile meat mechanism med media medicine merchant mere
merge message method mg midnight migrate milliseconds min mind minimum minute minutes mismatch
miss missed missing misspelt mixedcard mixture mkv mm mode model modelid models module moment
monday money month more most mov move moved moves mp mpeg mpsku mq ms msg msgs mtee mtsku mu muc
much multi multipart multiple mushrooms must name named names naming need needed needs negative
neither nest net network never new newer newest next nfc ng ngang ngh nguy nh nhanh nhau nho ni
night nil nine nk no nobody node nodes nomodel non none nonempty nonexistent noodles nor normal
not note nothing notification nourishing now null nulls num number numbers numeric nuts nvc obey
object objects occupied occupy occurred ocop ocopmien octet odd oec oem of off offer offered
offers official offline offset ofg often oils ol old older oldest on once one ones ong ongoing
online only opaque open openapi opening opens operate operation operator opt option optional
options or order ordered orders ordersn organic organisation origin original otc other others
otherwise our out outbox outcome outer outlet outside oven over overview overwritten own owned
owner package packages packed page pages paging paid pair palm paper papers parallel param
parameter parameters params parcel parcels parent parse part partial partially partner partnerid
parts pass passed passes patch path paths pattern pause pay payers payload payment pdf penalty
pending pendingqc people per percentage perhaps period perm permanent permission permissions
permitted person pff pg ph phone picked pickup pictographs picture pictures pieces ping pinged
pixels pl place placed placeholder placeholders plain plan platform platforms please png points
policy port position positive post postal prd pre precision predefined preference prefix
preorder prepare prescription present preservatives previous price priced prices primary print
printable printed prints probation problem problems processed producer product production
products profile prohibited prohibition promise promised promotion prop properties property
proposal proposes props provider province proxy pseudo pt public publish published punished
purchased purpose push pushes pushing put px pydantic qc qm qscert qty qu qualification quality
quantities quantity query question quietly quota raise raised raises range ranges ras rate ratio
rau raw rb re reach reached reaches read reader readers reading reads ready real rearrange
reason reasons received recipient recommend record recover recycle redirect reference refresh
refreshes refrigerated refunded refusal refusals refuse refused region regions registered
registration reject rejected related relation released remaining remarks remembers remote remove
rename renamed repacked repeat repeatable repeated repeats replace replaced replacement replaces
replayed replica replicated report reported reports reprice req request requested requests
require required requirement requires requried reserve reserved reset respond response responses
responsibility responsible rest restock restore restricted restrictions rests result results
retried retries retry return returned returns reused reverse review reviewed reviewing revise
revision rewritten rice rich right role room root roots rounded row rows rt rts ru rule rules
run running runs safe safety sai said sale saleable saleprop sales salt same sample sandbox sao
sauce sauces save saved saving saw say says scenario scene scheduled schema schemas scheme
schemes scope scopes scrapped sd sdk seafood search searched seasonings second seconds secret
secrets security sedge see seen sees select selection self sell sellable seller sellers selling
sells semantics send sends sense sent sentence sentences serialised server servers service set
sets setting settings settled several sg sha shape shapes share sheet shelf ship shipment
shipped shipping shop shopid shops short shortly should show shown shows shpk shrimp si sic side
sides sign signal signature signatures signed signing signs silent silently similar since single
sip siro site size sk skewed skip sku skus sla slash slatic slow small smid sn snack snacks
snapshot so sock sof sold some somebody something sometimes soon sorry sort sorted source south
souvenirs space spaces speak speaks special specific specified spelling spellings spells spelt
spices spicy spx square src ss stability staff stage stale stamp stand standard standardise
standards standing stands staples star stars start starts state states status statuses stay
stays step steps still stock stocks stood stop storage store stored stores str strange stranger
strangers stream strikes string strings strip strong struck structure structures styles su sub
submission submit submitted subscribed subscription succeeds success such sudden suffix sugar
suggestion suggestions sum summary sun sunday supplement supplements supply support supported
surrogatepass suspended swallows sweep sweeteners sweets switches symbols syntax syrup sys
system table tag tags take taken takes taking target task tax td tea team tell tells temperature
template temporarily terms test tests text texts th thailand that thay thd the their them
themselves then there therefore these they thing third this those three threshold throttle
throttled through thumb thumbnail ti tickets tier tiers tik tim time timed timeout times
timestamp title to today together tok token tokens told tom tomorrow tonic too took toolkit top
topack tos toship total totals touched tr tra trace track tracking trade trademark traditional
traffic trailing transfer transit travels tre treat treated tree trial tried trigger trouble
true truly truth truy try trying tts turned turns twice two type types ul unauthoriezd
unauthorized unavailable uncertain unchanged unclear undeclared under understood uneditable
unexpected unfilled ung union unique unit units unknown unless unlist unlisted unpaid unproven
unreadable unregistered unreviewed unsupported until untouched unusual up upate upcoming update
updated upgrade upgraded upgrading upload uploaded uploading upper uri url urls us usable usage
use used user uses utc utf uuid val valid validate validation value values vanish var variant
variants variation variations ve vectors vegetables vegetarian verb verbs verdict verdicts
verification verified verify version versions very video vidu vietgap vietnam vietnamese
violation virus visible visited vn vnamz vnd vnlcla vnpost vnz vocation volume voucher vsku vz
vzcy wait waiting waits wallet wanted wanteded wants warehouse warehouses warning warnings
warranty was way wbr we webhook webhooks webm webp weekly weight weights well went were what
whatever when where whether which whichever while white whitelist who whole wholesale wholesales
whom whose whsec why wicker width wild will window wire wish wished with withdraw withdrawn
withhold withholding within without wms wmv wood wooden word words work workbook works would
woven wrapped wrapper wrapping write writes writing written wrong wrote www xanh xlsx xml xu xwc
xx xyz yes yet ym you younger your yw yyyy zero zip zk zm zn zone
""".splitlines()
    for word in line.split()
)
