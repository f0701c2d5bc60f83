use std::collections::BTreeMap;

use safetensors::{Dtype, SafeTensors};

use crate::Error;

/// The named tensors of one model file and the strings that travel with them.
///
/// Nothing is converted at parsing: int8 tensors are read where they lie, only the few float tensors are copied out
/// (they may lie unaligned in the file).
pub struct Weights {
    data: &'static [u8],
    tensors: BTreeMap<String, Tensor>,
    metadata: BTreeMap<String, String>,
}

struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    start: usize,
    end: usize,
}

impl Weights {
    /// Reads the header of a safetensors file; a file that is cut off or whose header lies is an error.
    pub fn parse(bytes: &'static [u8]) -> Result<Weights, Error> {
        let (header_length, header) = SafeTensors::read_metadata(bytes)?;
        // The header's own length is written in the first eight bytes; `read_metadata` has checked both.
        let data = bytes.get(8 + header_length..).unwrap_or_default();
        let tensors = header
            .tensors()
            .into_iter()
            .map(|(name, info)| {
                let (start, end) = info.data_offsets;
                (name, Tensor { dtype: info.dtype, shape: info.shape.clone(), start, end })
            })
            .collect();
        let metadata = header.metadata().clone().unwrap_or_default().into_iter().collect();
        Ok(Weights { data, tensors, metadata })
    }

    /// The same for a file read at run time. Its bytes then stay in memory until the process ends, as a model's do,
    /// so this is no way to open many files one after the other.
    pub fn from_owned(bytes: Vec<u8>) -> Result<Weights, Error> {
        SafeTensors::read_metadata(&bytes)?;
        Weights::parse(Vec::leak(bytes))
    }

    /// A string of the file's metadata.
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.metadata.get(key).map(String::as_str)
    }

    /// The names of all tensors, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// Whether there is a tensor of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// The shape of a tensor.
    pub fn shape(&self, name: &str) -> Result<&[usize], Error> {
        Ok(&self.tensor(name)?.shape)
    }

    /// A copy of a float tensor, whatever its shape.
    pub fn f32s(&self, name: &str) -> Result<Vec<f32>, Error> {
        let bytes = self.bytes(name, Dtype::F32, "F32")?;
        Ok(bytes.as_chunks().0.iter().map(|&number| f32::from_le_bytes(number)).collect())
    }

    /// A copy of a float tensor that must have this shape.
    pub fn f32s_of(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        self.expect_shape(name, shape)?;
        self.f32s(name)
    }

    /// A copy of a tensor of 32-bit integers, whatever its shape.
    pub fn i32s(&self, name: &str) -> Result<Vec<i32>, Error> {
        let bytes = self.bytes(name, Dtype::I32, "I32")?;
        Ok(bytes.as_chunks().0.iter().map(|&number| i32::from_le_bytes(number)).collect())
    }

    /// An int8 tensor, where it lies.
    pub fn i8s(&self, name: &str) -> Result<&'static [i8], Error> {
        let bytes = self.bytes(name, Dtype::I8, "I8")?;
        // SAFETY: i8 and u8 have the same size and alignment, every byte is a valid i8, and the bytes are borrowed
        // for as long as the program runs.
        Ok(unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast::<i8>(), bytes.len()) })
    }

    /// A tensor of bytes, where it lies.
    pub fn u8s(&self, name: &str) -> Result<&'static [u8], Error> {
        self.bytes(name, Dtype::U8, "U8")
    }

    /// Fails unless the tensor is there and has this shape.
    pub(crate) fn expect_shape(&self, name: &str, wanted: &[usize]) -> Result<(), Error> {
        if self.shape(name)? == wanted { Ok(()) } else { Err(self.shape_error(name, format!("{wanted:?}"))) }
    }

    /// The error that says that the tensor's shape is not the one wanted.
    pub(crate) fn shape_error(&self, name: &str, wanted: String) -> Error {
        let found = self.shape(name).map(<[usize]>::to_vec).unwrap_or_default();
        Error::Shape { tensor: name.to_owned(), wanted, found }
    }

    fn tensor(&self, name: &str) -> Result<&Tensor, Error> {
        self.tensors.get(name).ok_or_else(|| Error::Missing { tensor: name.to_owned() })
    }

    fn bytes(&self, name: &str, dtype: Dtype, wanted: &'static str) -> Result<&'static [u8], Error> {
        let tensor = self.tensor(name)?;
        if tensor.dtype != dtype {
            return Err(Error::Type { tensor: name.to_owned(), wanted, found: format!("{:?}", tensor.dtype) });
        }
        // The parser has checked that the tensors lie within the file, one after the other.
        self.data.get(tensor.start..tensor.end).ok_or_else(|| Error::Missing { tensor: name.to_owned() })
    }
}

impl std::fmt::Debug for Weights {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (tensors, bytes) = (self.tensors.len(), self.data.len());
        formatter.debug_struct("Weights").field("tensors", &tensors).field("bytes", &bytes).finish_non_exhaustive()
    }
}
