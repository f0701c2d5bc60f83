//! Short reports, parsed by hand, and the record that they should give.

mod actors;
mod attempts;
mod blame;
mod doers;
mod events;
mod homes;
mod naming;
mod parties;
mod places;
mod properties;
mod scene;
mod settings;
mod statements;
mod tellings;
mod towns;
