package io.wigwag.sandbox.media;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;

/// Tells clients where to take their uploads, and the word by which these show whose they are.
public final class MediaConn implements Feature {
    private static final int ASK_AGAIN_SECONDS = 300;
    private static final int WORD_HOLDS_SECONDS = 21_600;
    private static final int BUCKETS = 12;

    private final SandboxSettings settings;
    private final MediaAuth auth;

    public MediaConn(SandboxSettings settings, MediaAuth auth) {
        this.settings = settings;
        this.auth = auth;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("w:m", StanzaTable.ANY, "media_conn", this::answer);
    }

    private Answer answer(Connection from, Node iq) throws IqRefused {
        var account = from.requireLogin().account();
        return Answer.of(Node.tag("media_conn")
                .attribute("auth", auth.of(account))
                .attribute("ttl", ASK_AGAIN_SECONDS)
                .attribute("auth_ttl", WORD_HOLDS_SECONDS)
                .attribute("max_buckets", BUCKETS)
                .child(Node.tag("host")
                        .attribute("hostname", host(settings, from))
                        .attribute("type", "primary")
                        .child(Node.of("upload"))
                        .child(Node.of("download")))
                .build());
    }

    /// Where a client reaches the media host: what the settings say, else what it reached us by.
    public static String host(SandboxSettings settings, Connection client) {
        return settings.mediaHost().orElse(client.greeting().host());
    }

    @Override
    public void reset() {
        auth.clear();
    }
}
