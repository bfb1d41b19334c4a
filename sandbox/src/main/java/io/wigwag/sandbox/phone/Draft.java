package io.wigwag.sandbox.phone;

import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.world.Addressing;
import java.util.Optional;
import java.util.OptionalInt;

/// A message that a phone is to send.
///
/// @param to an address, a number, a `name:` and a push name, or a group's address
/// @param addressing by which of their addresses a person is written to who isn't named by an address
/// @param device the only device that it goes to
public record Draft(
        String to,
        Message message,
        Addressing addressing,
        Optional<String> id,
        OptionalInt device,
        Optional<Corruption> corruption) {

    public static Draft of(String to, Message message) {
        return new Draft(to, message, Addressing.PN, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    public Draft by(Addressing other) {
        return new Draft(to, message, other, id, device, corruption);
    }

    /// Under an id of one's own choice.
    public Draft as(String messageId) {
        return new Draft(to, message, addressing, Optional.of(messageId), device, corruption);
    }

    public Draft only(int number) {
        return new Draft(to, message, addressing, id, OptionalInt.of(number), corruption);
    }

    public Draft spoiled(Corruption how) {
        return new Draft(to, message, addressing, id, device, Optional.of(how));
    }
}
