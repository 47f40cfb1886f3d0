// SPDX-License-Identifier: GPL-3.0-or-later

/// The value of a measure, or the reason why there is none.
///
/// A measure that divides has data for which it means nothing. It then says so in plain English, and is never NaN.
public enum Measure<Value> {
  /// The measure has a value.
  case value(Value)
  /// The measure has none, for a reason that is a sentence without its full stop.
  case undefined(reason: String)

  /// The value, if there is one.
  public var value: Value? {
    guard case .value(let value) = self else { return nil }
    return value
  }

  /// The reason why there is no value, if there is none.
  public var reason: String? {
    guard case .undefined(let reason) = self else { return nil }
    return reason
  }

  /// Returns the measure with its value, if it has one, transformed.
  public func map<Other>(_ transform: (Value) -> Other) -> Measure<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .undefined(let reason): .undefined(reason: reason)
    }
  }
}

extension Measure: Equatable where Value: Equatable {}
extension Measure: Hashable where Value: Hashable {}
extension Measure: Sendable where Value: Sendable {}

private enum MeasureKey: String, CodingKey {
  case value, undefined
}

/// Written as `{"value": 0.25}` or `{"undefined": "WDQ is undefined: …"}`.
extension Measure: Encodable where Value: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: MeasureKey.self)
    switch self {
    case .value(let value): try container.encode(value, forKey: .value)
    case .undefined(let reason): try container.encode(reason, forKey: .undefined)
    }
  }
}

extension Measure: Decodable where Value: Decodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: MeasureKey.self)
    if let reason = try container.decodeIfPresent(String.self, forKey: .undefined) {
      self = .undefined(reason: reason)
    } else {
      self = .value(try container.decode(Value.self, forKey: .value))
    }
  }
}

/// A number, or the reason why there is none.
public typealias MeasureValue = Measure<Double>

/// An interval, or the reason why there is none.
public typealias MeasureInterval = Measure<ConfidenceInterval>
