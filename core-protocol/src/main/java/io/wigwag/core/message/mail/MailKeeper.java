package io.wigwag.core.message.mail;

/// Keeps what comes. Called by the device itself, one event at a time and in the order of arrival. What it returns from
/// is safe, and only then is the server told that it arrived; where it throws, the server is told nothing, and hands
/// the same over again on the next connection. After a crash it may be told something twice: a message is the same
/// when chat, author and id are.
@FunctionalInterface
public interface MailKeeper {
    /// Nobody keeps messages: they stay at the server.
    MailKeeper NONE = event -> {
        throw new UnsupportedOperationException("nobody keeps messages");
    };

    void keep(MailEvent event) throws Exception;
}
