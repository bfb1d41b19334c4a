package io.wigwag.core.media;

/// What became of a download.
///
/// @param <T> how the file is handed over
public sealed interface DownloadOutcome<T> {
    /// The file, proven.
    record Fetched<T>(T file) implements DownloadOutcome<T> {}

    /// The hosts have it no more. The own phone may: see [MediaRetryRequest].
    record Expired<T>(int status) implements DownloadOutcome<T> {}

    /// What the hosts have is not the file that was promised.
    record Damaged<T>(DamagedMedia.Fault fault) implements DownloadOutcome<T> {}

    /// Larger than the caller takes.
    record TooLarge<T>(long limit) implements DownloadOutcome<T> {}

    /// No host gave it; later one might.
    record Unreachable<T>(String why) implements DownloadOutcome<T> {}
}
