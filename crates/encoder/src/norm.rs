use crate::{Error, Kernel, Weights};

/// The weights of a layer normalisation.
#[derive(Debug, Clone)]
pub struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    /// Takes `NAME.weight` and `NAME.bias`, which must both be `width` long, from a model.
    pub fn load(weights: &Weights, name: &str, width: usize) -> Result<Norm, Error> {
        Ok(Norm {
            weight: weights.f32s_of(&format!("{name}.weight"), &[width])?,
            bias: weights.f32s_of(&format!("{name}.bias"), &[width])?,
        })
    }

    /// Normalises each of the rows in place.
    pub fn apply(&self, kernel: Kernel, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.weight.len().max(1)) {
            kernel.layer_norm(row, &self.weight, &self.bias);
        }
    }
}
