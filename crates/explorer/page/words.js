// How things are called. Words that say who reported something, and never that it was so.

const TYPES = {
  AGREE: 'agreement', CONSULT: 'meeting or talks', SUPPORT: 'support', CONCEDE: 'concession', COOPERATE: 'cooperation',
  AID: 'aid', RETREAT: 'retreat', REQUEST: 'request or demand', ACCUSE: 'accusation', REJECT: 'rejection',
  THREATEN: 'threat', PROTEST: 'protest', SANCTION: 'sanction', MOBILIZE: 'mobilisation', COERCE: 'coercion', ASSAULT: 'assault',
};
export const ALL_TYPES = Object.keys(TYPES);
export const FACTUALITIES = ['happened', 'attempted', 'planned', 'possible', 'denied'];
const FACTUALITY = {
  happened: 'told as having happened', attempted: 'told as attempted', planned: 'told as planned',
  possible: 'told as possible', denied: 'told as not having happened',
};
const QUAD_OF = {
  AGREE: 'vc', CONSULT: 'vc', SUPPORT: 'vc', CONCEDE: 'vc', COOPERATE: 'mc', AID: 'mc', RETREAT: 'mc',
  REQUEST: 'vx', ACCUSE: 'vx', REJECT: 'vx', THREATEN: 'vx',
  PROTEST: 'mx', SANCTION: 'mx', MOBILIZE: 'mx', COERCE: 'mx', ASSAULT: 'mx',
};
const QUADS = { 'verbal cooperation': 'vc', 'material cooperation': 'mc', 'verbal conflict': 'vx', 'material conflict': 'mx' };
export const QUAD_NAMES = Object.entries(QUADS).map(([name, short]) => ({ name, short }));

export const typeName = (type) => TYPES[type] ?? String(type).toLowerCase();
export const quadOf = (event) => QUADS[event.quad] ?? QUAD_OF[event.type] ?? 'vc';
export const firmness = (factuality) => FACTUALITY[factuality] ?? factuality;

let regions;
try { regions = new Intl.DisplayNames(['en'], { type: 'region' }); } catch { regions = null; }
const LONG = {};
// Codes of three letters; the browser knows names by those of two.
const TWO = 'AFG:AF ALB:AL DZA:DZ AND:AD AGO:AO ARG:AR ARM:AM AUS:AU AUT:AT AZE:AZ BHS:BS BHR:BH BGD:BD BRB:BB BLR:BY BEL:BE BLZ:BZ BEN:BJ BTN:BT BOL:BO BIH:BA BWA:BW BRA:BR BRN:BN BGR:BG BFA:BF BDI:BI KHM:KH CMR:CM CAN:CA CPV:CV CAF:CF TCD:TD CHL:CL CHN:CN COL:CO COM:KM COG:CG COD:CD CRI:CR CIV:CI HRV:HR CUB:CU CYP:CY CZE:CZ DNK:DK DJI:DJ DOM:DO ECU:EC EGY:EG SLV:SV GNQ:GQ ERI:ER EST:EE SWZ:SZ ETH:ET FJI:FJ FIN:FI FRA:FR GAB:GA GMB:GM GEO:GE DEU:DE GHA:GH GRC:GR GRL:GL GTM:GT GIN:GN GNB:GW GUY:GY HTI:HT HND:HN HKG:HK HUN:HU ISL:IS IND:IN IDN:ID IRN:IR IRQ:IQ IRL:IE ISR:IL ITA:IT JAM:JM JPN:JP JOR:JO KAZ:KZ KEN:KE PRK:KP KOR:KR XKX:XK KWT:KW KGZ:KG LAO:LA LVA:LV LBN:LB LSO:LS LBR:LR LBY:LY LIE:LI LTU:LT LUX:LU MDG:MG MWI:MW MYS:MY MDV:MV MLI:ML MLT:MT MRT:MR MUS:MU MEX:MX MDA:MD MCO:MC MNG:MN MNE:ME MAR:MA MOZ:MZ MMR:MM NAM:NA NPL:NP NLD:NL NZL:NZ NIC:NI NER:NE NGA:NG MKD:MK NOR:NO OMN:OM PAK:PK PSE:PS PAN:PA PNG:PG PRY:PY PER:PE PHL:PH POL:PL PRT:PT PRI:PR QAT:QA ROU:RO RUS:RU RWA:RW SAU:SA SEN:SN SRB:RS SLE:SL SGP:SG SVK:SK SVN:SI SLB:SB SOM:SO ZAF:ZA SSD:SS ESP:ES LKA:LK SDN:SD SUR:SR SWE:SE CHE:CH SYR:SY TWN:TW TJK:TJ TZA:TZ THA:TH TLS:TL TGO:TG TTO:TT TUN:TN TUR:TR TKM:TM UGA:UG UKR:UA ARE:AE GBR:GB USA:US URY:UY UZB:UZ VUT:VU VAT:VA VEN:VE VNM:VN ESH:EH YEM:YE ZMB:ZM ZWE:ZW';
for (const pair of TWO.split(' ')) { const [three, two] = pair.split(':'); LONG[three] = two; }

export function country(code) {
  if (!code || code === 'UNK') return 'country not told';
  if (code === 'INT') return 'international';
  if (code === 'IGO') return 'intergovernmental body';
  return LONG[code] && regions ? regions.of(LONG[code]) : code;
}

// A party's name: a country's in full, anybody else's as reports have it.
export const partyName = (handle, label) => (/^[A-Z]{3}$/.test(handle) ? country(handle) : label);

export function day(text) {
  if (!text) return 'day not known';
  const [year, month, date] = text.split('-').map(Number);
  if (!month) return text;
  const at = new Date(Date.UTC(year, month - 1, date || 1));
  const parts = date ? { day: 'numeric', month: 'short', year: 'numeric' } : { month: 'long', year: 'numeric' };
  return at.toLocaleDateString('en-GB', { ...parts, timeZone: 'UTC' });
}

export function days(first, last) {
  if (!first && !last) return 'day not told';
  return first === last || !last ? day(first) : `${day(first)} to ${day(last)}`;
}

export const count = (n, one, many = `${one}s`) => `${Number(n).toLocaleString('en-GB')} ${n === 1 ? one : many}`;

// Each is named once.
export function list(all) {
  const items = [...new Set(all)];
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export const outlet = (report) => report.outlet ?? 'an outlet not named';

export function figure(given) {
  const { low, high } = given;
  let words = 'an unknown number';
  if (low !== null && low === high) words = low.toLocaleString('en-GB');
  else if (low !== null && high !== null) words = `${low.toLocaleString('en-GB')} to ${high.toLocaleString('en-GB')}`;
  else if (low !== null) words = `at least ${low.toLocaleString('en-GB')}`;
  else if (high !== null) words = `at most ${high.toLocaleString('en-GB')}`;
  return (given.is_approximate ?? given.approximate) ? `about ${words}` : words;
}

// On whose word, as "according to" goes on.
export function giver(one, report) {
  const via = one.via?.length ? ` via ${list(one.via)}` : '';
  if (one.kind === 'report') return report ? outlet(report) : 'the report itself';
  if (one.kind === 'unsourced') return `nobody named (“${one.name ?? 'reportedly'}”)`;
  if (one.is_anonymous) return `${one.name ? `${one.name}, unnamed` : 'somebody unnamed'}${via}`;
  return `${one.name ?? 'somebody not named'}${via}`;
}

// Names as they are usually spelled: "TUMA" of a dateline goes where "Tuma" is told as well.
export const spelled = (names) => names.filter((name) => !names.some((other) => other !== name && other.toUpperCase() === name));

export const accordingTo = (givers, report) => (givers.length ? list(givers.map((one) => giver(one, report))) : 'nobody named');

// Report, sentence, date, hash: what another needs to find the words again.
export function citation(report, sentence) {
  const title = report.title ? `“${report.title}”` : 'untitled report';
  const where = report.url ?? report.source;
  return [
    `${report.outlet ?? 'Outlet not named'}, ${title}, ${report.published ?? 'day not known'}.`,
    sentence ? `Reported: “${sentence}”` : '', where ? where : '', `Report blake3:${report.id}`,
  ].filter(Boolean).join(' ');
}
