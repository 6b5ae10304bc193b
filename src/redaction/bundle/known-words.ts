// Words of logs, answers, metadata and of the English around them. What is no such word may be somebody's name.
const WORDS = `
about above absence absent absolute accept accepted accepts access account action actions activated activation
active add added additional address addressed addresses adds admin administrator admits admitted advice after
afterwards again against age agent ago ahead airbyte alg algorithm alias alive all allow allowed allows alone
along already also alternatives although always am amazon ambiguous among amp an and anew annotation annotations
another ansible answer answered answers any anybody anyone anything anywhere apache apart apex api apis apos app
appears application applications apply approval approvals approve approved approves approving apps apr april
archive are args argument arguments around array arrived arrives artefact artifact artifacts as ascii aside ask
asked asking asks asn assertion assertions assign assigned assignment assignments assurance asterisk asymmetric
async at attached attempt attempting attempts attributes aud audience audiences audit aug august aura australia
austria auth authcode authenticate authenticating authentication authn authority authorization authorize
authorized authorizing authz autolaunch autoupdate available await away axios azure back bad bag balanced bare
base based baseline bash basis be bearer because becomes been before begin beginning begins behalf behind being
belgium belong belongs below beside besides best better between bin binary bit bitbucket bits blacklisted blank
blanks block blocked blocks blog body bodysize boolean booleans boot both bouncycastle bounded box bracket
brackets branch branches brazil break breaks broke broken browser browsers buffer build builds bulk bundle
bundled bus but button by bypass byte bytes ca cache call callback called caller callout callouts calls came can
canada cancelled candidate candidates cannot capability capital captions carets cargo carried carries carry case
cases cast catch cause caused causes cdn cdp cell cells cert certain certificate certificates certs cest cet
chain challenge change changed changelog changes char character characters charset chatter check checkout checks
child children china chinese choose chosen chrome chromium chunk chunked chunks ciphertext circle city claim
claims class clean clear clears cli click clicked clicks client clientid clients clientsecret clnt clock clone
close closed closing cloud cn cnfg cng code codes coerced collection collections colons colours column columns
com combined come comes comma command commands commas comments commerce common community compact company compare
compared compares comparison complete completed component components composer compressed compression concat
condition confidence config configurable configuration confirm confirmed confirms conflict conflicts conn
connect connectapi connected connecting connection connector connectorname connectors consent console const
consumer contact contain container content contents context continue continuous contrary contributing control
controls convert cookie cookies copied copy core correctly costs could couldn count counted country counts
crashed create created createddate creator credential credentials crlf crmforce cron crossed crt crypto csharp
css csv cured curl current currently curve custom customer customize cut damaged dashboards data datacloud date
day days deactivated dear debug debuglog dec december decides decimal decipher decode decoded decoder decrypt
deep deepest default defect defects define defined deflated delegating delete deleted delimiter demand demanded
demands demo denied denmark department depend deploy deployed deployment deploys depth der derived describe
description destination destroy detail details detected dev developer devhub device devops diagnose diagnosis
diagnostic did didn differ different differs digital directory dirent disable disabled disagree disconnected
discovery display displayname disposition dist dns do docker docs doctor doctype document documentation
documented documents does doesn domain done dot dotnet dots doubtful down dropped drops due dump during eacces
each eai earlier easily ec eca echo eclair econnrefused econnreset ed edge edit edited edition editions edt
effect ehostunreach eight eisdir either element elements else elsewhere email embedded empty enable enabled
enablement encode encoded encoding encountered encrypted encrypts end ended ending endings endpoint endpoints
ends enetunreach enforce enforces enoent enotfound enough ensure enter entering entities entity entries entry
enum env environment eof equal err error errors es escaped escapes eslint est etag etc etimedout even event ever
every everybody everything evidence exact exactly examination examine example examples exceeded exception
exceptions exchange exchanged exchanges exe exec executor exist exists exit exp expect expected experience
expiration expired expires expiry explain explains explanation explanations export exported exporter exports ext
extends external extl extra fact facts fail failed failing fails failure falls false far faraday fatal fault
faults feb february fetch few field fields file files fill fills film filter final finally find finding findings
finds finished finishing finland firefox firewall first firstname fit fits five fix fixed fixtures flag flags
flat flow flows fold folded folder folders follow followed follows for forbidden force forcedotcom
forceworkbench foreign forget forks form format formats formatted formdata formed forrest found four frame
france freezing fri friday from front froze frozen full function further gate gates gateway gave gems general
generator generic germany get getaddrinfo gets git github gitlab give given gives global gmt go goes golang gone
good google googleapis got gov government grafana grant granted grants group grouped groups gson guess guest
guide guzzle gzip had hand handed happened har hardis has hash hasn have he head header headers headerssize
heading headings headline healthy held hello helm help her here heroku hex hexadecimal hey hi hidden hide high
hint his history hits hmac hold holds home host hostile hostname hosts hour hours how however hs html http
httponly https hub hurdle hurdles iat id ide identifier identity ids ietf if ignore illegal image import in
inactive inactivity include included includes inconclusive indeed indentation independent index india inference
inferred infinite inflate info information initiator inner input inputs insecure insert inside install installed
installs instance instanceof instanceurl instead int intake integer integration intended interface intermittent
internal interrupted into invalid invoke involved io ip ips ireland is isn iso iss issue issued issuer issues it
italy item items iterable iterator its itself jackson january japan java javax jdbc jenkins jenkinsfile
jetstream jks job jobs join joined jose jsforce json jsonl jsonwebtoken jti judge judged judgement judges jul
july jun june junit just jwk jwt jwtkeyfile jwts kafka kb keep keeps kept key keychain keyfile keygen keyof keys
keystore keytool kid kind kingdom know knowing knowledge known knows kubectl kubernetes label labelled labels
lacks lang language laravel large larger largest last lastname later latest latin lead leads least leave leaves
left length lengths less let lets letter letters level levels lib libraries library libs licence license lies
lifetime lightning like likely limit limited limits line lines link links linux list listed lists literal live
lives load local locale localhost location lock locked lockout log logged login loginjwt logins logout logs long
longer longest look looked looks loop loopback loses lost lower mac machine macos made mail main maintenance
make makes malformed manage management manager manifest manual many map mar march mask masked masks match
matches matter matters maximum may maybe mb me mean meaning means meant measured media meets megabytes member
members menu merge message messages meta metadata method mfa middle might mil milliseconds mime min mind minimum
minute minutes mismatch missing mistake mistyped mjs mobile mode modified module modules modulus moment mon
monday more most mostly moved mozilla ms much mule mulesoft multipart multiple must my name named
namedcredential names namespace naming narrow native ndjson near need needed needs neither nested net
netherlands network never new newer newrelic next nickname nine no nobody node nodes non nonce none noout nor
normalise norway nosniff not note notes nothing notice nov november now nowhere npm npx null nullable number
numbered numbers oauth object observed obtain occurred oclif oct october odd of off office offline offset
offsets often ok okhttp old older oldest on once one ones only opaque open opened openid opening opens openssh
openssl operation opposite ops opt option optional options or order ordinary org organization orgs origin
origins os ossl other others otherwise ou our ours out outcome outgoing output outputs outside over overridden
own owner pack package packages packed page pages pair pairs panic param parameter parameters params pardot
parse parsed parser part partial partition partitions partner parts passed passes passing passphrase password
passwords past paste pasted pastes patch path paths pattern patterns payload pdf pdt pem people per perform
period perl perm permission permissions permitted permset person pgp phone php pick picture piece pieces pipe
pipedream pipefail pipeline pipelines pkcs pkey pkix place placeholder places plain platform plcy please plugin
plus pod point pointer points poland policies policy pom pool pop port portal position post postdata posted
postman pragma pre preauth preauthorized predefined prefix prefixes preprod previous print printed printf prints
priority priv private probably probe problem proc process prod product production profile profiles program
project prompt proof propagated propagation properties property protected protection protocol provably prove
proved proven proves provide provided provider proxy ps pss pst pub public publish published publishes pubout
push pushed put puts putty python qa quarkus query queryservice querystring question questions quot quotation
quote quoted quotes raise random range ranges rank rar rate rather raw reach reached reaches react read readable
readdir reader readers reading readings readonly reads real realpath reason reasons receive recent rechunked
recognised recognises record records redacted redaction redirect ref reference referrer reflect refresh
refreshed refusal refuse refused refuses reg regards regex related relative relax relaxation remedy remote
remoteaccess remove removed removes renew repair repaired repairs repeat replace replaces replay replayed reply
repo report reported reports repository req request requested requests required requires reset resolve
resourcetype response rest restforce restricted restricts result resulted results retired retries retrieve
retrieved retrieving retry retrying return returned returns revalidate revoke revoked revoking right robots role
roles room root rotate routines row rows rs rsa rsacng ruby rule rules run runbook runbooks runner runners
running runs runtime rust safari safe said salesforce same samesite saml sandbox sandboxes sarif sat satisfies
saturday save saved saw say says scenario schema schemas scheme scope scopes scratch script scripts scrub scv
sdk search second seconds secret secrets section sections secure security see seen segments select selected self
send sending sends sent sentence sentences sep separated september sequence serve server serveripaddress servers
serves service services session sessions set sets setting settings setup seven several severe sf sfcrmapps
sfcrmproducts sfdc sfdo sfdx sforce sha shall shape shapes shared she shell short shortened should show showed
shown shows sid side sign signature signatures signed signing signs signup sim simple simulated simulator since
singapore single sit site six sixth size sizes skew skip skipped slash slashes sleeping slice small smallest so
soap soapaction sobjects socket some somebody something sometimes soon sort source sources spain speak specific
specified spelled spelling spellings spells split splits splitter spring src srv ssh ssl sso stable stack
stackexchange stackoverflow stage staging stand standard stands start started starts startup stat state stated
statement statements states stating status statuses stay stays stderr stdout stem step steps still stood stop
stops store stored storing stream streaming strict string stringify strings structure structured sub subarray
subj subject submit success successes successfully such suffix suffixes suggested sum summary sunday sunjsse
supplied support supported sure survived survives suspect suspended suspicion swapped sweden switch switched
switches switzerland symbol symptom sync system systems table tag tail take taken takes taking tar target task
tasks tcp team telemetry tell telling tells temp ten terminal terraform test tests text texts than thank thanks
that the their them themselves then there therefore these they thing things third this those though thread
threading three through throw throwable throws thu thumbprint thumbprints thursday tick ticked ties time timed
timeout timer times timestamp timezone timings title titles tls tlsv tmp to today together token tokens told
tolerance tolerates tomorrow too took tool toolbelt tooling tools total totp trace traceback trail trailhead
trailing training transcript transcripts transfer transport triage trial tried tries trim true truncated trusted
try trying tue tuesday turn turns twice two txt typ type typeof types typing uat ubuntu ui uint unable unassign
unassigned unauthorized unavailable unblock unblocked undecodable undefined under undici unended unescaped
unexpected unfreeze unhidden uninstalled unit united unix unknown unless unlock unpack unpackaged unpacked
unpacking unprocessable unreachable unreadable unrelated unsigned unsupported until untrusted unused unusual
unzip up updated updating upgrade upload uploaded upper uri uris url urlencode urlencoded urllib urls urn us usa
usable usage use used user userid userinfo username users uses using usr usual usually utc utf util valid
validation validity value values vanished var variable variables vars vary vault vendor vendors verb verbose
verdict verified verifier verifies verify verifying version versions very via view viewers visualforce
vocabulary void wait waiting walk wants warn warning warnings warns was way ways we weak web webkit wed
wednesday weekend welcome well went were what whatever when where whether which while who whoever whole whom
whose why will window windows wipes wire with within without won word words work worked workflow workflows
working works workspace worse worth would write writes written wrong wrote www xml xmlns xss yaml yes yesterday
yet yield yields yml you your yours zero zeros zip zone
`;

let made: ReadonlySet<string> | undefined;

function words(): ReadonlySet<string> {
  made ??= new Set(WORDS.split(/\s+/));
  return made;
}

const ENDINGS = /(?:'s|s|es|d|ed|ing|ly|r|er)$/;

/** Whether a word, or the word that it is a form of, is one of the trade or of plain English. */
export function isKnownWord(word: string): boolean {
  const plain = word.toLowerCase();
  if (words().has(plain)) return true;
  const stem = plain.replace(ENDINGS, '');
  return stem.length > 2 && stem !== plain && (words().has(stem) || words().has(`${stem}e`));
}
