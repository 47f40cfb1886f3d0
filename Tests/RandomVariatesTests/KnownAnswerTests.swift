// SPDX-License-Identifier: GPL-3.0-or-later

import CRandom123
import RandomVariates
import Testing

@Suite("Known answers")
struct KnownAnswerTests {
  /// Of Random123's `kat_vectors`, and the same from `numpy.random.Philox` (which counts up before its first use,
  /// so that its counter must start one below).
  @Test("Philox4x64-10 gives the published words for the published counters and keys")
  func philox4x64() {
    let zeros = crandom123_philox4x64(0, 0, 0, 0, 0, 0).v
    #expect(
      zeros == (0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b))
    let ones = crandom123_philox4x64(.max, .max, .max, .max, .max, .max).v
    #expect(
      ones == (0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0))
    let digitsOfPi = crandom123_philox4x64(
      0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c,
      0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89
    ).v
    #expect(
      digitsOfPi
        == (0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6))
  }

  @Test("Philox4x32-10 gives the published words for a counter and a key of zeros")
  func philox4x32() {
    let words = crandom123_philox4x32(0, 0, 0, 0, 0, 0).v
    #expect(words == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
  }

  @Test("the code of a name is its FNV-1a hash")
  func namesAreHashed() {
    #expect(StreamName("").code == 0xcbf2_9ce4_8422_2325)
    #expect(StreamName("a").code == 0xaf63_dc4c_8601_ec8c)
    #expect(StreamName("foobar").code == 0x8594_4171_f739_67e8)
  }

  /// Words of `numpy.random.Philox(key=1972 + (3 << 64), counter=c - 1)`, where *c* has the words 0, FNV-1a of
  /// "call arrivals", 7 and 2, the lowest first.
  @Test("a stream is Philox under the key (seed, replication) at the counter (block, name, entity, part)")
  func streamWords() {
    var stream = RandomStream(seed: 1972, replication: 3, name: "call arrivals", entity: 7, part: 2)
    let words = (0..<6).map { _ in stream.next() }
    #expect(
      words == [
        0x5280_a23e_06b1_4a24, 0x2cf4_6299_fb3e_adb9, 0xd79d_0f1e_812c_4d3e, 0xb103_7cf3_7b39_173f,
        0x8fe1_30ed_718d_df8b, 0x4d05_0600_c193_87ac,
      ])
  }
}
