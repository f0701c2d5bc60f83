use std::collections::BTreeMap;

/// How large a random model is.
pub struct Size {
    pub vocabulary: usize,
    pub positions: usize,
    pub shapes: usize,
    pub width: usize,
    pub wide: usize,
    pub layers: usize,
}

impl Size {
    /// As large as the model that ships.
    #[allow(dead_code, reason = "the benchmark alone uses it")]
    pub const FULL: Size = Size { vocabulary: 30_522, positions: 512, shapes: 8, width: 384, wide: 1536, layers: 6 };
    /// Small enough for the portable kernel in a test.
    #[allow(dead_code, reason = "the tests alone use it")]
    pub const SMALL: Size = Size { vocabulary: 50, positions: 70, shapes: 3, width: 64, wide: 100, layers: 2 };
}

/// A whole model file of random weights.
pub fn random_model(size: &Size, seed: u64) -> Vec<u8> {
    random_tensors(size, seed).file()
}

/// The same, before it is written, for tests that spoil it.
pub fn random_tensors(size: &Size, seed: u64) -> Tensors {
    let mut random = Random::new(seed);
    let mut tensors = Tensors::default();
    let (width, wide) = (size.width, size.wide);
    let word = (0..size.vocabulary * width).map(|_| random.int8()).collect();
    tensors.i8s("embed.word", &[size.vocabulary, width], word);
    tensors.f32s("embed.word.scale", &[size.vocabulary], random.floats(size.vocabulary, 0.001, 0.002));
    tensors.f32s("embed.position", &[size.positions, width], random.floats(size.positions * width, -0.1, 0.1));
    tensors.f32s("embed.shape", &[size.shapes, width], random.floats(size.shapes * width, -0.1, 0.1));
    tensors.norm("embed.norm", width, &mut random);
    for layer in 0..size.layers {
        let name = |part: &str| format!("layer.{layer}.{part}");
        tensors.linear(&name("qkv"), 3 * width, width, &mut random);
        tensors.linear(&name("attention_out"), width, width, &mut random);
        tensors.linear(&name("up"), wide, width, &mut random);
        tensors.linear(&name("down"), width, wide, &mut random);
        tensors.norm(&name("norm1"), width, &mut random);
        tensors.norm(&name("norm2"), width, &mut random);
    }
    tensors
}

/// Tensors by name, to be written as a safetensors file.
#[derive(Default)]
pub struct Tensors {
    tensors: BTreeMap<String, (&'static str, Vec<usize>, Vec<u8>)>,
}

impl Tensors {
    pub fn f32s(&mut self, name: &str, shape: &[usize], values: Vec<f32>) {
        self.insert(name, "F32", shape, values.into_iter().flat_map(f32::to_le_bytes).collect());
    }

    pub fn i32s(&mut self, name: &str, shape: &[usize], values: Vec<i32>) {
        self.insert(name, "I32", shape, values.into_iter().flat_map(i32::to_le_bytes).collect());
    }

    pub fn i8s(&mut self, name: &str, shape: &[usize], values: Vec<i8>) {
        self.insert(name, "I8", shape, values.into_iter().map(|value| value as u8).collect());
    }

    #[allow(dead_code, reason = "the tests alone use it")]
    pub fn remove(&mut self, name: &str) {
        self.tensors.remove(name).expect("the tensor was there");
    }

    pub fn norm(&mut self, name: &str, width: usize, random: &mut Random) {
        self.f32s(&format!("{name}.weight"), &[width], random.floats(width, 0.5, 1.5));
        self.f32s(&format!("{name}.bias"), &[width], random.floats(width, -0.2, 0.2));
    }

    /// A linear layer of random int8 weights, given back as rows of [outputs][inputs].
    pub fn linear(&mut self, name: &str, outputs: usize, inputs: usize, random: &mut Random) -> Vec<i8> {
        let weights: Vec<i8> = (0..outputs * inputs).map(|_| random.int8()).collect();
        let scale = 1.0 / (70.0 * (inputs as f32).sqrt());
        self.linear_of(name, outputs, inputs, &weights, random.floats(outputs, scale * 0.5, scale * 1.5));
        self.f32s(&format!("{name}.bias"), &[outputs], random.floats(outputs, -0.5, 0.5));
        weights
    }

    /// A linear layer of these weights, without bias.
    pub fn linear_of(&mut self, name: &str, outputs: usize, inputs: usize, weights: &[i8], scales: Vec<f32>) {
        let (blocks, steps) = (outputs.div_ceil(16), inputs.div_ceil(4));
        let mut packed = vec![0; blocks * steps * 64];
        for (output, row) in weights.chunks(inputs).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                packed[((output / 16 * steps + input / 4) * 16 + output % 16) * 4 + input % 4] = weight;
            }
        }
        let sums = weights.chunks(inputs).map(|row| row.iter().map(|&weight| i32::from(weight)).sum()).collect();
        self.i8s(&format!("{name}.weight"), &[blocks, steps, 16, 4], packed);
        self.i32s(&format!("{name}.sum"), &[outputs], sums);
        self.f32s(&format!("{name}.scale"), &[outputs], scales);
        self.f32s(&format!("{name}.bias"), &[outputs], vec![0.0; outputs]);
        self.i32s(&format!("{name}.shape"), &[2], vec![outputs as i32, inputs as i32]);
    }

    /// The file, written without the crate that reads it. Its header has odd length, so that nothing in it is aligned.
    pub fn file(&self) -> Vec<u8> {
        let mut header = r#"{"__metadata__":{"language":"none"}"#.to_owned();
        let mut data: Vec<u8> = Vec::new();
        for (name, (dtype, shape, bytes)) in &self.tensors {
            let (start, end) = (data.len(), data.len() + bytes.len());
            header += &format!(r#","{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{start},{end}]}}"#);
            data.extend(bytes);
        }
        header += "}";
        header += if header.len().is_multiple_of(2) { " " } else { "" };
        let mut file = (header.len() as u64).to_le_bytes().to_vec();
        file.extend(header.as_bytes());
        file.extend(data);
        file
    }

    fn insert(&mut self, name: &str, dtype: &'static str, shape: &[usize], bytes: Vec<u8>) {
        self.tensors.insert(name.to_owned(), (dtype, shape.to_vec(), bytes));
    }
}

/// A small generator (SplitMix64), so that a test's numbers never change.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % end
    }

    pub fn int8(&mut self) -> i8 {
        (self.below(255) as i64 - 127) as i8
    }

    pub fn floats(&mut self, count: usize, low: f32, high: f32) -> Vec<f32> {
        (0..count).map(|_| low + (high - low) * (self.below(1 << 24) as f32 / (1 << 24) as f32)).collect()
    }
}
