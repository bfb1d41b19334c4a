package io.wigwag.core.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;

/// The link by which one comes into a group.
public final class Invitation {
    private static final String INVITE = "invite";
    private static final String CODE = "code";

    private Invitation() {}

    /// Asks for the code, or for another one with which the old is void.
    public record Code(Jid group, boolean renewed) implements IqRequest<String> {
        @Override
        public Node toNode(String id) {
            return (renewed ? Iq.set(id, GroupQuery.SPACE) : Iq.get(id, GroupQuery.SPACE))
                    .set("to", group)
                    .child(Node.of(INVITE))
                    .build();
        }

        @Override
        public String read(Node result) throws MalformedNode {
            return result.requireChild(INVITE).attributes().requireText(CODE);
        }
    }

    /// What came of a code.
    ///
    /// @param waits whether an admin has to say yes first
    public record Entry(Jid group, boolean waits) {}

    /// Comes in by a code.
    public record Join(String code) implements IqRequest<Entry> {
        @Override
        public Node toNode(String id) {
            return Iq.set(id, GroupQuery.SPACE)
                    .set("to", Jid.GROUPS)
                    .child(Node.tag(INVITE).attribute(CODE, code))
                    .build();
        }

        @Override
        public Entry read(Node result) throws MalformedNode {
            var in = result.child("group");
            return in.isPresent()
                    ? new Entry(in.get().attributes().requireJid("jid"), false)
                    : new Entry(
                            result.requireChild("membership_approval_request")
                                    .attributes()
                                    .requireJid("jid"),
                            true);
        }

        /// Whoever reads the code may join.
        @Override
        public String toString() {
            return "Join[redacted]";
        }
    }
}
