package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.Optional;

/// The server's word that the account's time lock has begun or ended:
/// `<notification type=mex><update op_name=NotificationUserReachoutTimelockUpdate>JSON</update></notification>`.
public final class TimeLockNews {
    private static final String OPERATION = "NotificationUserReachoutTimelockUpdate";

    private TimeLockNews() {}

    /// Empty where the notification is about something else.
    public static Optional<TimeLock> read(Node notification) throws MalformedNode {
        var update =
                notification.child("update").filter(node -> node.attributes().is("op_name", OPERATION));
        return update.isPresent() ? Optional.of(TimeLockQuery.of(update.get().requireText())) : Optional.empty();
    }
}
