//! The words in which outlets say whose text it is.

/// How lines begin that tell who helped.
pub(super) const HELP: &[&str] = &[
    "additional reporting",
    "with reporting",
    "with additional",
    "with files from",
    "with inputs from",
    "with input from",
    "with agency inputs",
    "with information from",
    "additional material",
    "editing by",
];

/// What comes before the one whom a text is from.
pub(super) const FROM: &[&str] = &[
    "first published by ",
    "first published in ",
    "first published on ",
    "first published at ",
    "originally published by ",
    "originally published in ",
    "originally published on ",
    "originally published at ",
    "originally appeared in ",
    "originally appeared on ",
    "originally appeared at ",
    "first appeared in ",
    "first appeared on ",
    "first appeared at ",
    "republished from ",
    "republished with permission from ",
    "republished with the permission of ",
    "republished by permission of ",
    "republished with permission of ",
    "reprinted from ",
    "reprinted with permission from ",
    "reprinted with the permission of ",
    "reprinted with permission of ",
    "reprinted by permission of ",
    "reproduced with permission from ",
    "reproduced with the permission of ",
    "text courtesy of ",
    "story courtesy of ",
    "story provided by ",
    "content provided by ",
    "distributed by ",
    "syndicated by ",
    "syndicated from ",
    "story comes from ",
];

/// How lines begin that name whom the text is from.
pub(super) const LABELS: &[&str] =
    &["source: ", "sources: ", "story: ", "text: ", "via ", "from: ", "agency: ", "credit: "];

/// Signatures that name nobody.
pub(super) const NAMELESS: &[&str] = &[
    "agencies",
    "agency",
    "agency staff",
    "agency reporter",
    "agency reporters",
    "staff and agencies",
    "staff and wire reports",
    "staff and wire services",
    "from wire reports",
    "wire reports",
    "wire services",
    "wire service",
    "news agencies",
    "our correspondent and agencies",
    "agencies and staff",
    "compiled from agencies",
    "combined agencies",
];

/// Agencies that sign by two names.
pub(super) const SHORT_NAMES: &[(&str, &str)] = &[
    ("associatedpress", "ap"),
    ("agencefrancepresse", "afp"),
    ("pressassociation", "pa"),
    ("pamedia", "pa"),
    ("deutschepresseagentur", "dpa"),
    ("deutschewelle", "dw"),
    ("presstrustofindia", "pti"),
    ("asiannewsinternational", "ani"),
    ("unitedpressinternational", "upi"),
    ("voiceofamerica", "voa"),
    ("voanews", "voa"),
    ("bbcnews", "bbc"),
    ("anadoluagency", "anadolu"),
    ("thomsonreuters", "reuters"),
    ("xinhuanewsagency", "xinhua"),
    ("yonhapnewsagency", "yonhap"),
    ("tassnewsagency", "tass"),
    ("saudipressagency", "spa"),
    ("middleeastnewsagency", "mena"),
    ("kyodonews", "kyodo"),
];
