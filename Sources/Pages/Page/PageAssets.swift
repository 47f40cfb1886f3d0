// SPDX-License-Identifier: GPL-3.0-or-later

/// What a report needs to draw charts and maps: programs of others that are put into the page as they are.
public struct PageAssets: Sendable {
  /// Vega, Vega-Lite and Vega-Embed as one script.
  public let chartScript: String
  /// Leaflet.
  public let mapScript: String
  public let mapStyle: String
  /// The licences of all of them, as they ask for.
  public let notices: String

  public init(chartScript: String, mapScript: String, mapStyle: String, notices: String) {
    self.chartScript = chartScript
    self.mapScript = mapScript
    // Its pictures are of controls that the page doesn't use; a page that holds all it needs asks for none.
    self.mapStyle = mapStyle.replacing(#/url\([^)]*\)/#, with: "none")
    self.notices = notices
  }
}
