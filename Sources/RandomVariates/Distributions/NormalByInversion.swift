// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// Returns the standard normal number that stands for a uniform one: the value that falls below with that probability.
///
/// For a normal number that uses exactly one uniform and grows with it, such as one from ``UniformSlots``; where that does
/// not matter, ``RandomStream/normal()`` is quicker. Relative error below 10⁻¹⁵.
///
/// - Parameter uniform: Greater than 0 and below 1.
/// - Complexity: O(1).
///
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics
/// 37(3), 1988, routine PPND16, doi:10.2307/2347330; coefficients as printed there.
public func normalByInversion(_ uniform: Double) -> Double {
  precondition(uniform > 0 && uniform < 1, "A uniform number lies between 0 and 1")
  let q = uniform - 0.5
  if q.magnitude <= 0.425 { return q * central(0.180625 - q * q) }
  let r = (-log(q < 0 ? uniform : 1 - uniform)).squareRoot()
  let magnitude = r <= 5 ? middle(r - 1.6) : tail(r - 5)
  return q < 0 ? -magnitude : magnitude
}

/// *a*(r) / *b*(r), for |p − ½| ≤ 0.425.
@inline(__always)
private func central(_ r: Double) -> Double {
  let above = horner(
    r, 2.509_080_928_730_122_672_7e3, 3.343_057_558_358_812_810_5e4, 6.726_577_092_700_870_085_3e4,
    4.592_195_393_154_987_145_7e4, 1.373_169_376_550_946_112_5e4, 1.971_590_950_306_551_442_7e3,
    1.331_416_678_917_843_774_5e2, 3.387_132_872_796_366_608)
  let below = horner(
    r, 5.226_495_278_852_854_561e3, 2.872_908_573_572_194_267_4e4, 3.930_789_580_009_271_061e4,
    2.121_379_430_158_659_586_7e4, 5.394_196_021_424_751_107_7e3, 6.871_870_074_920_579_083e2,
    4.231_333_070_160_091_125_2e1, 1)
  return above / below
}

/// *c*(r) / *d*(r), for tail probabilities from e⁻²⁵ on.
@inline(__always)
private func middle(_ r: Double) -> Double {
  let above = horner(
    r, 7.745_450_142_783_414_076_4e-4, 2.272_384_498_926_918_458_33e-2, 2.417_807_251_774_506_117_7e-1,
    1.270_458_252_452_368_382_58, 3.647_848_324_763_204_605_04, 5.769_497_221_460_691_405_5,
    4.630_337_846_156_545_295_9, 1.423_437_110_749_683_577_34)
  let below = horner(
    r, 1.050_750_071_644_416_843_24e-9, 5.475_938_084_995_344_946e-4, 1.519_866_656_361_645_719_66e-2,
    1.481_039_764_274_800_745_9e-1, 6.897_673_349_851_000_045_5e-1, 1.676_384_830_183_803_849_4,
    2.053_191_626_637_758_821_87, 1)
  return above / below
}

/// *e*(r) / *f*(r), for smaller ones.
@inline(__always)
private func tail(_ r: Double) -> Double {
  let above = horner(
    r, 2.010_334_399_292_288_132_65e-7, 2.711_555_568_743_487_578_15e-5, 1.242_660_947_388_078_438_6e-3,
    2.653_218_952_657_612_309_3e-2, 2.965_605_718_285_048_912_3e-1, 1.784_826_539_917_291_335_8,
    5.463_784_911_164_114_369_9, 6.657_904_643_501_103_777_2)
  let below = horner(
    r, 2.044_263_103_389_939_785_64e-15, 1.421_511_758_316_445_888_7e-7, 1.846_318_317_510_054_681_8e-5,
    7.868_691_311_456_132_591e-4, 1.487_536_129_085_061_485_25e-2, 1.369_298_809_227_358_053_1e-1,
    5.998_322_065_558_879_376_9e-1, 1)
  return above / below
}

/// Returns a polynomial of degree 7, highest coefficient first.
@inline(__always)
private func horner(
  _ x: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double, _ g: Double,
  _ h: Double
) -> Double {
  ((((((a * x + b) * x + c) * x + d) * x + e) * x + f) * x + g) * x + h
}
