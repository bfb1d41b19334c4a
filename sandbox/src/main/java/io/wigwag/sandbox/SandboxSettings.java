package io.wigwag.sandbox;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.ClientVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a sandbox is set up. Those below the line may be changed while it runs, from the world's thread.
public final class SandboxSettings {
    private static final int SECRET = 32;

    private final String bind;
    private final int port;
    private final Optional<Integer> plainPort;
    private final Optional<Path> data;
    private final long seed;
    private final String salt;
    private final Optional<String> adminToken;
    private final boolean scanNeedsToken;
    private final Optional<String> mediaHost;
    private final List<String> tlsNames;

    private final Octets advSecret;
    private final List<String> allowedOrigins;

    // ---- live ----

    /// Until an unpaired connection is ended, counted from its first code.
    public Duration pairingTimeout = Duration.ofSeconds(160);
    /// Until a connection is ended that has not completed its handshake.
    public Duration handshakeTimeout = Duration.ofSeconds(20);
    /// Until a silent connection is ended.
    public Duration silenceTimeout = Duration.ofMinutes(3);
    /// How many stanzas a client may send within a second, on the average over ten of them.
    public int stanzasASecond = 2_000;
    /// How much that makes no sense a client may send before it loses its connection.
    public int malformedStanzas = 100;
    /// How often in a row a client may acknowledge what it never got.
    public int strayAcks = 1_000;
    /// Tells senders the hash of a group's devices.
    public boolean ackPhash;
    /// Tells the presence of others only to those who are available themselves, as production does.
    public boolean presenceNeedsAvailable;
    /// Sends what waited in the portions that clients ask for, and not all at once.
    public boolean offlinePacing;
    /// Joins what several readers say of one group message.
    public boolean aggregateReceipts;
    public int groupMembers = 1024;
    public int groupSubjectLength = 100;
    public int groupDescriptionLength = 2048;
    /// By which of their addresses the members of new groups appear.
    public Addressing groupAddressing = Addressing.LID;
    /// Tells the device that changes a group of that change, as all others.
    public boolean notifyActor = true;
    public Duration chatStateLife = Duration.ofSeconds(30);
    public Account.Kind scanKind = Account.Kind.HEADLESS;
    /// Under which device number the personas of headless accounts speak to the second companion and all later ones. 0
    /// is that of the first companion, too.
    @AtMost(255)
    public int personaDevice;

    public int companionsOfPhone = 4;
    public int companionsOfHeadless = 100;
    /// Asks the companions of all accounts for a passkey before they are linked, whatever code they have shown.
    public boolean passkeyDemanded;
    /// Links those who have proven theirs only when somebody has compared the codes and confirms.
    public boolean passkeyConfirmed;
    /// Until an unused passkey request is over, and again from the passkey on until the link is.
    public Duration passkeyLife = Duration.ofMinutes(10);
    /// How many companions may wait at a time for a code to be typed on one phone.
    public int codeRequests = 20;
    /// History that is larger, deflated, is told of by its file alone.
    public int historyInlineBytes = 512 << 10;
    /// Where companions that ask are told to be.
    public String country = "DE";
    public int lowPreKeys = 10;
    public int queueBound = 100_000;
    public Duration mediaLife = Duration.ofDays(30);
    /// How many stanzas of each connection the trace keeps.
    public int traceKept = 10_000;
    /// Clients that are older are refused as outdated.
    public Optional<ClientVersion> minClientVersion = Optional.empty();
    /// Refuses what production refuses and the sandbox otherwise lets pass.
    public boolean strict;
    public Optional<Duration> autoPair = Optional.empty();
    public List<String> seedGroups = List.of();

    private SandboxSettings(Builder builder) {
        bind = builder.bind;
        port = builder.port;
        plainPort = builder.plainPort;
        data = builder.data;
        seed = builder.seed;
        salt = builder.salt;
        adminToken = builder.adminToken;
        scanNeedsToken = builder.scanNeedsToken;
        mediaHost = builder.mediaHost;
        tlsNames = List.copyOf(builder.tlsNames);
        advSecret = builder.advSecret;
        allowedOrigins = List.copyOf(builder.allowedOrigins);
    }

    /// In memory, on a free port of the loopback, without TLS beside it.
    public static Builder builder() {
        return new Builder();
    }

    public String bind() {
        return bind;
    }

    /// 0 for any free one.
    public int port() {
        return port;
    }

    public Optional<Integer> plainPort() {
        return plainPort;
    }

    public Optional<Path> data() {
        return data;
    }

    public long seed() {
        return seed;
    }

    public String salt() {
        return salt;
    }

    public Optional<String> adminToken() {
        return adminToken;
    }

    public boolean scanNeedsToken() {
        return scanNeedsToken;
    }

    public Optional<String> mediaHost() {
        return mediaHost;
    }

    public List<String> tlsNames() {
        return tlsNames;
    }

    /// The secret that a phone takes for the companion's when it links without having seen its code.
    public Octets advSecret() {
        return advSecret;
    }

    /// Web pages that may use the admin interface.
    public List<String> allowedOrigins() {
        return allowedOrigins;
    }

    /// Gathers the settings.
    public static final class Builder {
        private String bind = "127.0.0.1";
        private int port;
        private Optional<Integer> plainPort = Optional.empty();
        private Optional<Path> data = Optional.empty();
        private long seed = System.nanoTime();
        private String salt = "";
        private Optional<String> adminToken = Optional.empty();
        private boolean scanNeedsToken;
        private Optional<String> mediaHost = Optional.empty();
        private List<String> tlsNames = List.of();
        private Octets advSecret = Octets.wrap(new byte[SECRET]);
        private List<String> allowedOrigins = List.of();

        private Builder() {}

        public Builder bind(String address) {
            bind = address;
            return this;
        }

        public Builder port(int number) {
            port = number;
            return this;
        }

        /// Also without TLS, on a port of its own; 0 for any free one.
        public Builder plainPort(int number) {
            plainPort = Optional.of(number);
            return this;
        }

        public Builder data(Path folder) {
            data = Optional.of(folder);
            return this;
        }

        public Builder seed(long number) {
            seed = number;
            return this;
        }

        public Builder salt(String text) {
            salt = text;
            return this;
        }

        public Builder adminToken(String token) {
            adminToken = Optional.of(token);
            return this;
        }

        public Builder scanNeedsToken(boolean needed) {
            scanNeedsToken = needed;
            return this;
        }

        public Builder mediaHost(String hostAndPort) {
            mediaHost = Optional.of(hostAndPort);
            return this;
        }

        public Builder tlsNames(List<String> names) {
            tlsNames = names;
            return this;
        }

        /// 32 bytes, in place of zeros.
        public Builder advSecret(Octets secret) {
            if (secret.size() != SECRET) {
                throw new IllegalArgumentException("ADV secret: " + secret.size() + " bytes (expected: 32)");
            }
            advSecret = secret;
            return this;
        }

        public Builder allowedOrigins(List<String> origins) {
            allowedOrigins = origins;
            return this;
        }

        public SandboxSettings build() {
            return new SandboxSettings(this);
        }
    }
}
