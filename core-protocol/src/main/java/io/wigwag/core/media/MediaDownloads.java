package io.wigwag.core.media;

import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.stanza.Line;
import java.io.IOException;

/// Fetches files: one host after the other, each broken download going on where it broke. Nothing is visible before it
/// is proven. Safe for use by many threads.
public final class MediaDownloads {
    private final MediaHttp http;
    private final MediaHostBook book;

    public MediaDownloads(MediaHttp http, MediaHostBook book) {
        this.http = http;
        this.book = book;
    }

    /// Fetches a file; blocks until that is decided. An expired file is expired everywhere, so this ends the search; a
    /// damaged one may be whole on another host.
    ///
    /// @param limit the largest file that is taken
    /// @throws IOException when the target fails
    public <T> DownloadOutcome<T> download(WantedMedia what, long limit, MediaTarget<T> target, Line line)
            throws IOException {
        DownloadOutcome<T> best = new DownloadOutcome.Unreachable<>("no host");
        for (var host : book.forDownloads(line).hosts()) {
            var outcome = new Download<>(http, host, what, limit, target).run();
            switch (outcome) {
                case DownloadOutcome.Fetched<T> _, DownloadOutcome.Expired<T> _, DownloadOutcome.TooLarge<T> _ -> {
                    return outcome;
                }
                case DownloadOutcome.Damaged<T> _ -> best = outcome;
                // To know of damage says more.
                case DownloadOutcome.Unreachable<T> _ ->
                    best = best instanceof DownloadOutcome.Damaged<T> ? best : outcome;
            }
        }
        return best;
    }
}
