package io.wigwag.core.id;

/// Takes the text of an address apart and checks its parts.
final class JidText {
    static final long LARGEST_NUMBER = 999_999_999_999_999_999L;

    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_USER = 128;
    private static final int LAST_AGENT = 255;

    private JidText() {}

    static Jid parse(String text) throws MalformedJid {
        var at = text.indexOf('@');
        if (at < 0) {
            if (Server.isKnown(text)) {
                return new Jid(Jid.NAMED, "", 0, 0, Server.of(text));
            }
            throw new MalformedJid("no @ in an address of " + text.length() + " characters");
        }
        return local(text.substring(0, at), Server.of(text.substring(at + 1)));
    }

    static Jid local(String local, Server server) throws MalformedJid {
        var user = local;
        var device = 0;
        var colon = local.indexOf(':');
        if (colon >= 0) {
            device = decimal(local, colon + 1, server.lastDevice());
            if (device < 0) {
                throw new MalformedJid("device: not a number of 0.." + server.lastDevice());
            }
            user = local.substring(0, colon);
        }
        var agent = 0;
        var underscore = user.lastIndexOf('_');
        if (underscore > 0) {
            // Only a number is an agent: names may hold underscores of their own.
            var number = decimal(user, underscore + 1, LAST_AGENT);
            if (number >= 0) {
                agent = number;
                user = user.substring(0, underscore);
            }
        }
        return checked(user, agent, device, server);
    }

    static Jid checked(String user, int agent, int device, Server server) throws MalformedJid {
        checkDevice(device, server);
        if (agent < 0 || agent > LAST_AGENT) {
            throw new MalformedJid("agent: " + agent + " (expected: 0.." + LAST_AGENT + ")");
        }
        if (user.isEmpty() && (agent != 0 || device != 0)) {
            throw new MalformedJid("a device of nobody");
        }
        var number = number(user);
        if (number == Jid.NAMED) {
            checkName(user);
        }
        return new Jid(number, user, agent, device, server);
    }

    static void checkDevice(int device, Server server) throws MalformedJid {
        if (device < 0 || device > server.lastDevice()) {
            throw new MalformedJid("device: " + device + " (expected: 0.." + server.lastDevice() + ")");
        }
    }

    private static void checkName(String user) throws MalformedJid {
        if (user.length() > LONGEST_USER) {
            throw new MalformedJid("user: " + user.length() + " characters (expected: 0.." + LONGEST_USER + ")");
        }
        for (var i = 0; i < user.length(); i++) {
            var c = user.charAt(i);
            if (c <= ' ' || c > '~' || c == '@' || c == ':') {
                throw new MalformedJid("user: character " + (int) c);
            }
        }
        var underscore = user.lastIndexOf('_');
        if (underscore > 0 && decimal(user, underscore + 1, LAST_AGENT) >= 0) {
            // It would read as something else when it comes back as text.
            throw new MalformedJid("user: ends like an agent");
        }
    }

    /// The number that a user is, or [Jid#NAMED] where its digits would not come back the same.
    private static long number(String user) {
        var size = user.length();
        if (size == 0 || size > LONGEST_NUMBER || (user.charAt(0) == '0' && size > 1)) {
            return Jid.NAMED;
        }
        var number = 0L;
        for (var i = 0; i < size; i++) {
            var digit = user.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Jid.NAMED;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /// The decimal number from an index to the end, or -1 where it is none, has zeros before it or is above `last`.
    private static int decimal(String text, int from, int last) {
        var size = text.length() - from;
        if (size == 0 || size > 5 || (size > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        var number = 0;
        for (var i = from; i < text.length(); i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number <= last ? number : -1;
    }
}
