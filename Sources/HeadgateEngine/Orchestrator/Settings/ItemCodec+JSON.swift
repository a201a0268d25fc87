#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ItemCodec where Item: ChapterItem & Codable {
  /// Chapters as JSON between stages. Simple, and large where there are vectors.
  public static var json: ItemCodec {
    .chapters(
      encode: { try [UInt8](JSONEncoder().encode($0)) },
      decode: { bytes, _ in try JSONDecoder().decode(Item.self, from: Data(bytes)) })
  }
}
