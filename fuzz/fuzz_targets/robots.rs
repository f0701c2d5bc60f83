#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| intake::bodies::any_robots(input.0, input.1));
