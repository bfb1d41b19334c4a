package io.wigwag.core.media;

import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.io.IOException;

/// Puts files on the media hosts: one host after the other, an upload that broke going on where it broke. Safe for use
/// by many threads.
public final class MediaUploads {
    private final MediaHttp http;
    private final MediaHostBook book;

    public MediaUploads(MediaHttp http, MediaHostBook book) {
        this.http = http;
        this.book = book;
    }

    /// Puts a file on a host; blocks until it is there. Trying again later costs nothing that the hosts have already.
    ///
    /// @throws IOException when the file can't be read
    public Uploaded upload(MediaKind kind, MediaBlob file, Line line) throws UploadFailed, IOException {
        try {
            var hosts = book.hosts(line);
            var first = over(hosts, kind, file);
            if (first instanceof Upload.Result.Unknown) {
                // The word of this account may have ended before its time.
                return stored(over(book.after(hosts, line), kind, file));
            }
            return stored(first);
        } catch (IqRefused | Unanswered offline) {
            throw UploadFailed.noHosts(String.valueOf(offline.getMessage()));
        }
    }

    private Upload.Result over(MediaHosts hosts, MediaKind kind, MediaBlob file) throws IOException {
        Upload.Result last = new Upload.Result.Failed(UploadFailed.noHosts("none"));
        for (var host : hosts.hosts()) {
            last = new Upload(http, host, hosts.auth(), kind, file).run();
            if (last.isFinal()) {
                return last;
            }
        }
        return last;
    }

    private static Uploaded stored(Upload.Result result) throws UploadFailed {
        return switch (result) {
            case Upload.Result.Stored(var file) -> file;
            case Upload.Result.Unknown(var refusal) -> throw refusal;
            case Upload.Result.Failed(var why) -> throw why;
        };
    }
}
