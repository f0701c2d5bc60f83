#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| intake::bodies::any_text(text));
