//! How much each sign weighs.

/// The signs and their weights.
pub(super) const WEIGHTS: [(&str, f64); 31] = [
    ("always", 0.25),
    ("same word", 0.98),
    ("kindred word", 1.02),
    ("same sentence", 0.02),
    ("distance", -0.57),
    ("first in the title", 1.35),
    ("first in the lead", 1.02),
    ("same paragraph", -0.17),
    ("sources shared", -0.01),
    ("sources akin", -0.61),
    ("sources apart", -1.00),
    ("sources open", -0.39),
    ("recipients shared", 0.62),
    ("recipients akin", 0.20),
    ("recipients apart", -0.71),
    ("recipients open", -0.27),
    ("parties crossed", -0.01),
    ("same place", 0.37),
    ("places apart", -0.66),
    ("same date", 0.84),
    ("same mode", 0.66),
    ("modes differ", -0.33),
    ("factuality differs", -1.29),
    ("noun that points back", 1.24),
    ("other noun", 0.21),
    ("first is a noun", 0.11),
    ("same statement", 0.36),
    ("one in a statement", 0.16),
    ("figures differ", 0.33),
    ("no parties", 0.30),
    ("between", -0.21),
];

/// What is added for the type of the event.
pub(super) const BY_TYPE: [f64; 16] =
    [0.57, -0.16, 0.02, 0.00, 0.00, -0.17, 0.64, -0.50, -0.63, -0.13, 0.00, 0.02, -0.20, 0.30, 0.15, 0.09];
