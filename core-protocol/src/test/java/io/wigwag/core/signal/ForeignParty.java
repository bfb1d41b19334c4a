package io.wigwag.core.signal;

/// The other side of a conversation, in somebody else's code.
public interface ForeignParty extends AutoCloseable {
    PreKeyBundle bundle(boolean withOneTimeKey) throws Exception;

    void begin(PreKeyBundle bundle) throws Exception;

    Encrypted send(byte[] plaintext) throws Exception;

    byte[] receive(Encrypted message) throws Exception;

    /// The sender key as it is given out just now.
    byte[] distribution() throws Exception;

    byte[] sendToGroup(byte[] plaintext) throws Exception;

    void accept(byte[] distribution) throws Exception;

    byte[] receiveFromGroup(byte[] message) throws Exception;

    @Override
    void close();
}
