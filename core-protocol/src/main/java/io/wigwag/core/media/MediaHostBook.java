package io.wigwag.core.media;

import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// What a device knows of its media hosts, asked again shortly before it is out of date. Safe for use by many threads;
/// two that ask at once may both ask the server, and the later answer counts.
public final class MediaHostBook {
    /// Asked again this long before its time, so that an upload does not start with a word that ends.
    private static final Duration EARLIER = Duration.ofSeconds(30);

    private static final Page BLANK = new Page(MediaHosts.WELL_KNOWN, Instant.MIN);

    private final InstantSource clock;
    private final AtomicReference<Page> page = new AtomicReference<>(BLANK);

    private record Page(MediaHosts hosts, Instant until) {}

    public MediaHostBook(InstantSource clock) {
        this.clock = clock;
    }

    /// Where to go now.
    MediaHosts hosts(Line line) throws IqRefused, Unanswered {
        var known = page.get();
        return clock.instant().isBefore(known.until()) ? known.hosts() : ask(line);
    }

    /// Where to go after hosts refused the word of `stale`; another thread may have asked already.
    MediaHosts after(MediaHosts stale, Line line) throws IqRefused, Unanswered {
        var known = page.get().hosts();
        return known.auth().equals(stale.auth()) ? ask(line) : known;
    }

    private MediaHosts ask(Line line) throws IqRefused, Unanswered {
        var asked = clock.instant();
        var hosts = line.ask(new MediaHostsQuery());
        page.set(new Page(hosts, asked.plus(hosts.life()).minus(EARLIER)));
        return hosts;
    }

    /// Where to fetch from: without an answer from the server, what every client knows.
    MediaHosts forDownloads(Line line) {
        try {
            return hosts(line);
        } catch (IqRefused | Unanswered offline) {
            // Downloads need nothing that only the server knows.
            return page.get().hosts();
        }
    }
}
