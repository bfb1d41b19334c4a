package io.wigwag.gateway.message;

/// Hears how many messages come and go, and what becomes of them: to be counted, and for nothing else.
public interface Traffic {
    /// Somebody's message has come and is kept.
    void came();

    /// A message of ours is so far now.
    ///
    /// @param state a word out of few
    void became(String state);

    /// A message of ours will not get through.
    ///
    /// @param code a word out of few
    void failed(String code);
}
