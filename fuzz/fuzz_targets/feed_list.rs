#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|list: &str| intake::bodies::any_feed_list(list));
