package io.wigwag.core.id;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An address: of a person, one of their devices, a group, a channel, a list, a bot, or a server itself.
///
/// Written `user[_agent][:device]@server`. Device 0, the primary phone, and agent 0 are not written, so one address
/// has one form. Nearly every user is a number; it is kept as one, which makes an address a single small object that
/// is compared by comparing numbers, and the text is made when somebody asks.
public final class Jid implements Comparable<Jid> {
    /// The server that a connection talks to.
    public static final Jid SERVER = new Jid(Jid.NAMED, "", 0, 0, Server.USER);
    /// The space of groups, asked when groups are made or listed.
    public static final Jid GROUPS = new Jid(Jid.NAMED, "", 0, 0, Server.GROUP);
    public static final Jid STATUS = new Jid(Jid.NAMED, "status", 0, 0, Server.BROADCAST);
    public static final Jid META_AI = new Jid(867051314767696L, null, 0, 0, Server.BOT);

    /// The device number of a business's device that Meta runs.
    public static final int HOSTED_DEVICE = 99;

    /// In place of a number: the user is a name.
    static final long NAMED = -1;

    private final long number;
    private @Nullable String user;
    private final Server server;
    private final char device;
    private final byte agent;

    Jid(long number, @Nullable String user, int agent, int device, Server server) {
        this.number = number;
        this.user = user;
        this.server = server;
        this.device = (char) device;
        this.agent = (byte) agent;
    }

    /// Reads a text of the form above. A known server may stand alone, with or without its `@`.
    public static Jid parse(String text) throws MalformedJid {
        return JidText.parse(text);
    }

    /// An address from the part before the `@`, which may hold agent and device, and the server.
    public static Jid of(String local, Server server) throws MalformedJid {
        return JidText.local(local, server);
    }

    /// A device of a user, by its parts.
    public static Jid of(String user, int agent, int device, Server server) throws MalformedJid {
        return JidText.checked(user, agent, device, server);
    }

    /// A device of a user who is a number without leading zeros, as nearly all are.
    ///
    /// @throws IllegalArgumentException for a negative number or one above 18 digits
    public static Jid of(long number, int device, Server server) throws MalformedJid {
        if (number < 0 || number > JidText.LARGEST_NUMBER) {
            throw new IllegalArgumentException("number: " + number + " (expected: 0.." + JidText.LARGEST_NUMBER + ")");
        }
        JidText.checkDevice(device, server);
        return new Jid(number, null, 0, device, server);
    }

    /// The user; empty for a server itself.
    public String user() {
        var known = user;
        if (known == null) {
            // Two threads may both make it: the same text twice is no harm, a lock would be.
            known = Long.toString(number);
            user = known;
        }
        return known;
    }

    /// The user as a number, or a negative number where it is a name.
    public long number() {
        return number;
    }

    public Server server() {
        return server;
    }

    /// 0 for the primary phone, and for what has no devices.
    public int device() {
        return device;
    }

    /// A second number of the past, 0 but in a few old addresses.
    public int agent() {
        return agent & 0xFF;
    }

    /// The part before the `@`.
    public String local() {
        if (device == 0 && agent == 0) {
            return user();
        }
        var text = new StringBuilder(user());
        if (agent != 0) {
            text.append('_').append(agent());
        }
        if (device != 0) {
            text.append(':').append((int) device);
        }
        return text.toString();
    }

    /// The account that a device belongs to.
    public Jid bare() {
        return device == 0 && agent == 0 ? this : new Jid(number, user, 0, 0, server);
    }

    /// The account in its present name: [#bare()], and with the old server's name replaced.
    public Jid normal() {
        return server.equals(Server.LEGACY) ? new Jid(number, user, 0, 0, Server.USER) : bare();
    }

    /// The account, whether or not the device is one that Meta hosts: [#normal()], out of the space of hosted ones.
    public Jid account() {
        if (!isHosted()) {
            return normal();
        }
        return new Jid(number, user, 0, 0, server.equals(Server.HOSTED) ? Server.USER : Server.LID);
    }

    /// Another device of the same account.
    ///
    /// @throws IllegalArgumentException for a device number that such an address can't hold
    public Jid withDevice(int other) {
        if (other < 0 || other > server.lastDevice()) {
            throw new IllegalArgumentException("device: " + other + " (expected: 0.." + server.lastDevice() + ")");
        }
        return other == device ? this : new Jid(number, user, agent(), other, server);
    }

    /// Whether the users are equal, whatever the servers and devices.
    public boolean sameUser(Jid other) {
        return number == other.number && (number != NAMED || user().equals(other.user()));
    }

    /// Whether this names a server and nobody on it.
    public boolean isServer() {
        return number == NAMED && user().isEmpty();
    }

    public boolean isPhoneNumber() {
        return server.equals(Server.USER);
    }

    public boolean isLid() {
        return server.equals(Server.LID);
    }

    public boolean isHosted() {
        return server.equals(Server.HOSTED) || server.equals(Server.HOSTED_LID);
    }

    public boolean isGroup() {
        return server.equals(Server.GROUP);
    }

    public boolean isBroadcast() {
        return server.equals(Server.BROADCAST);
    }

    public boolean isStatus() {
        return equals(STATUS);
    }

    public boolean isNewsletter() {
        return server.equals(Server.NEWSLETTER);
    }

    /// Whether a program answers here: one with an address of its own, or one of the numbers set apart for them.
    public boolean isBot() {
        var people = server.equals(Server.USER) || server.equals(Server.LEGACY);
        return server.equals(Server.BOT)
                || (people && device == 0 && (number / 10_000 == 1_313_555L || number / 100 == 131_655_500L));
    }

    @Override
    public int compareTo(Jid other) {
        var order = server.compareTo(other.server);
        if (order == 0) {
            order = Long.compare(number, other.number);
        }
        if (order == 0 && number == NAMED) {
            order = user().compareTo(other.user());
        }
        if (order == 0) {
            order = Integer.compare(agent(), other.agent());
        }
        return order == 0 ? Integer.compare(device, other.device) : order;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Jid that
                        && number == that.number
                        && device == that.device
                        && agent == that.agent
                        && server.equals(that.server)
                        && (number != NAMED || Objects.equals(user, that.user)));
    }

    @Override
    public int hashCode() {
        var known = number == NAMED ? user().hashCode() : Long.hashCode(number);
        return (known * 31 + device) * 31 + server.hashCode();
    }

    @Override
    public String toString() {
        return local() + '@' + server.name();
    }
}
