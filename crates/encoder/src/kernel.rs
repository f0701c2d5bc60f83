mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::Error;

pub(crate) use portable::Portable;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx2, AvxVnni, Vnni};

/// The instructions that the arithmetic runs on. All kernels give the same bytes; they differ in speed alone.
///
/// A `Kernel` exists only for instructions that this CPU has been seen to have, so holding one is the proof that the
/// code compiled for it may be called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kernel(Kind);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    #[cfg(target_arch = "x86_64")]
    Vnni,
    #[cfg(target_arch = "x86_64")]
    AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

/// From the fastest to the slowest.
const KINDS: &[Kind] = &[
    #[cfg(target_arch = "x86_64")]
    Kind::Vnni,
    #[cfg(target_arch = "x86_64")]
    Kind::AvxVnni,
    #[cfg(target_arch = "x86_64")]
    Kind::Avx2,
    Kind::Portable,
];

impl Kernel {
    /// The kernel that needs no special instructions and runs everywhere.
    pub const PORTABLE: Kernel = Kernel(Kind::Portable);

    /// The fastest kernel that this CPU can run.
    pub fn best() -> Kernel {
        static BEST: OnceLock<Kernel> = OnceLock::new();
        *BEST.get_or_init(|| Kernel::available().into_iter().next().unwrap_or(Kernel::PORTABLE))
    }

    /// All kernels that this CPU can run, the fastest first.
    pub fn available() -> Vec<Kernel> {
        KINDS.iter().copied().filter(|kind| kind.is_supported()).map(Kernel).collect()
    }

    /// The name by which a kernel is asked for: `vnni`, `avx-vnni`, `avx2` or `portable`.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    pub(crate) fn kind(self) -> Kind {
        self.0
    }
}

impl FromStr for Kernel {
    type Err = Error;

    fn from_str(name: &str) -> Result<Kernel, Error> {
        let Some(kind) = KINDS.iter().copied().find(|kind| kind.name() == name) else {
            // A kernel of another processor family is known but cannot run here.
            let elsewhere = ["vnni", "avx-vnni", "avx2"].contains(&name);
            let error = if elsewhere { Error::UnsupportedKernel } else { Error::UnknownKernel };
            return Err(error(name.to_owned()));
        };
        if kind.is_supported() { Ok(Kernel(kind)) } else { Err(Error::UnsupportedKernel(name.to_owned())) }
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Debug for Kernel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Kernel({})", self.name())
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni => "vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => "avx-vnni",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => "avx2",
            Kind::Portable => "portable",
        }
    }

    fn is_supported(self) -> bool {
        match self {
            // Must name every feature that `per_kernel` compiles for.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vnni")
            }
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => Kind::Avx2.is_supported() && is_x86_feature_detected!("avxvnni"),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            Kind::Portable => true,
        }
    }
}

/// The innermost loop of a matrix product over int8: a tile of `R` rows times `C` blocks of 16 channels.
pub(crate) trait Tile {
    /// The most rows that one tile keeps in registers: 1, 2, 4 or 6.
    const ROWS: usize;
    /// The most blocks of channels that one tile keeps in registers: 1, 2 or 4.
    const BLOCKS: usize;

    /// Overwrites `sums` with the sums of products, wrapping on overflow; `source.steps` times four inputs go into each.
    ///
    /// # Safety
    /// The CPU must have the kernel's instructions; `source` must hold for `R` rows and `C` blocks.
    unsafe fn sum_up<const R: usize, const C: usize>(source: Source, sums: &mut [[[i32; 16]; C]; R]);

    /// Turns the integer sums of 16 channels back into floats: takes the zero point out, scales, adds the bias.
    ///
    /// # Safety
    /// The CPU must have the kernel's instructions.
    unsafe fn floats(sums: &[i32; 16], channels: &Channels, scale: f32, zero: i32) -> [f32; 16];
}

/// The numbers of one block of 16 channels.
#[derive(Clone, Copy, Default)]
pub(crate) struct Channels {
    pub(crate) scale: [f32; 16],
    pub(crate) sum: [i32; 16],
    pub(crate) bias: [f32; 16],
}

/// Where a tile finds its numbers. For `R` rows and `C` blocks, the `4 * steps` bytes from `rows + r * row_stride`
/// must be readable for every `r < R`, and the `64 * steps` bytes from `weights + c * 64 * steps` for every `c < C`.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    /// Activations of the first row, in 0..=127.
    pub(crate) rows: *const u8,
    /// Bytes from one row to the next.
    pub(crate) row_stride: usize,
    /// Packed weights of the first block: `[steps][16 channels][4 inputs]`.
    pub(crate) weights: *const i8,
    /// How many groups of four inputs there are.
    pub(crate) steps: usize,
}

/// Compiles one body once for each kernel and calls the copy that the kernel names.
///
/// The body is an unsafe function, generic over the kind of [`Vector`](crate::lanes::Vector) that holds its floats; its
/// only demand may be that the CPU has that vector's instructions. The compiler may use wider registers in some of the
/// copies but never reorders or fuses float operations of itself, so all copies give the same bytes.
macro_rules! per_kernel {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($kernel:ident $(, $arg:ident: $ty:ty)* $(,)?) $(-> $ret:ty)? = $body:ident) => {
        $(#[$meta])*
        $vis fn $name($kernel: $crate::Kernel $(, $arg: $ty)*) $(-> $ret)? {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
            fn wide($($arg: $ty),*) $(-> $ret)? {
                // SAFETY: this copy is compiled for the instructions of its lanes.
                unsafe { $body::<$crate::lanes::Wide>($($arg),*) }
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            fn medium($($arg: $ty),*) $(-> $ret)? {
                // SAFETY: this copy is compiled for the instructions of its lanes.
                unsafe { $body::<$crate::lanes::Medium>($($arg),*) }
            }
            match $kernel.kind() {
                // SAFETY: a Kernel exists only where the CPU has the instructions.
                #[cfg(target_arch = "x86_64")]
                $crate::kernel::Kind::Vnni => unsafe { wide($($arg),*) },
                // SAFETY: as above; AVX-VNNI is taken only together with AVX2.
                #[cfg(target_arch = "x86_64")]
                $crate::kernel::Kind::AvxVnni | $crate::kernel::Kind::Avx2 => unsafe { medium($($arg),*) },
                // SAFETY: plain lanes need no special instructions.
                $crate::kernel::Kind::Portable => unsafe { $body::<$crate::lanes::Lanes>($($arg),*) },
            }
        }
    };
}
pub(crate) use per_kernel;
