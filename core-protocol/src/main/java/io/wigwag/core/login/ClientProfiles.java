package io.wigwag.core.login;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The profile that the devices of a process share, and what one of them has found out about it: a version that the
/// server refuses is refused for all, so that the others need not try. Safe for use by many threads.
public final class ClientProfiles {
    private static final Logger LOG = LoggerFactory.getLogger(ClientProfiles.class);

    private final InstantSource clock;
    private final AtomicReference<Known> known;
    private final Optional<VersionPage> page;
    private final List<ProfileListener> listeners = new CopyOnWriteArrayList<>();

    private record Known(ClientProfile profile, Optional<OutdatedClient> finding) {}

    /// Nobody is asked for newer versions.
    public ClientProfiles(ClientProfile first, InstantSource clock) {
        this(first, clock, Optional.empty());
    }

    /// Asks a page for a newer version when the one in use is refused.
    public ClientProfiles(ClientProfile first, InstantSource clock, VersionPage page) {
        this(first, clock, Optional.of(page));
    }

    private ClientProfiles(ClientProfile first, InstantSource clock, Optional<VersionPage> page) {
        this.clock = clock;
        this.page = page;
        known = new AtomicReference<>(new Known(first, Optional.empty()));
    }

    public ClientProfile current() {
        return known.get().profile();
    }

    /// Present while connecting is of no use: the current profile's version is refused.
    public Optional<OutdatedClient> outdated() {
        return known.get().finding();
    }

    /// Another profile from now on. A finding stays while the version does.
    public void use(ClientProfile profile) {
        known.updateAndGet(before -> new Known(
                profile, before.finding().filter(finding -> finding.version().equals(profile.version()))));
        listeners.forEach(listener -> listener.changed(profile));
    }

    /// The server has refused a connection that was made as this version.
    ///
    /// @return what is known now; empty when the profile has changed in between and trying again makes sense
    public Optional<OutdatedClient> outdated(ClientVersion refused) {
        var before = known.getAndUpdate(now -> isNews(now, refused)
                ? new Known(now.profile(), Optional.of(new OutdatedClient(refused, clock.instant())))
                : now);
        if (!isNews(before, refused)) {
            return before.finding();
        }
        var finding = outdated();
        finding.ifPresent(news -> listeners.forEach(listener -> listener.outdated(news)));
        if (page.isPresent()) {
            Thread.ofVirtual().name("client version").start(this::renew);
        }
        return finding;
    }

    /// Takes the version that the page names, where one was handed in and names a newer one. Blocks for as long as the
    /// page takes.
    ///
    /// @return whether there is another profile now
    public boolean renew() {
        if (page.isEmpty()) {
            return false;
        }
        try {
            var before = current();
            var named = before.version().onPage(page.get().read());
            if (named.filter(version -> version.isNewerThan(before.version())).isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("version", before.version())
                        .addKeyValue("named", named.map(ClientVersion::toString).orElse("none"))
                        .log("the official page names no newer client version");
                return false;
            }
            LOG.atInfo()
                    .addKeyValue("before", before.version())
                    .addKeyValue("version", named.get())
                    .log("the official page names a newer client version");
            use(before.withVersion(named.get()));
            return true;
        } catch (IOException unreachable) {
            LOG.atWarn()
                    .addKeyValue("why", unreachable.getMessage())
                    .log("the official page did not name the client's version");
            return false;
        }
    }

    private static boolean isNews(Known known, ClientVersion refused) {
        return known.finding().isEmpty() && known.profile().version().equals(refused);
    }

    /// From now on, until the answer is closed.
    public Registration listen(ProfileListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// A listener's own end.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
