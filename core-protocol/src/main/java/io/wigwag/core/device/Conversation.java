package io.wigwag.core.device;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.login.ClientVersion;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.stanza.Ack;
import io.wigwag.core.stanza.Disconnect;
import io.wigwag.core.stanza.Failure;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.News;
import io.wigwag.core.stanza.Notification;
import io.wigwag.core.stanza.PairDevice;
import io.wigwag.core.stanza.ServerNotice;
import io.wigwag.core.stanza.ServerNotices;
import io.wigwag.core.stanza.ServerStanza;
import io.wigwag.core.stanza.StreamError;
import io.wigwag.core.stanza.Success;
import io.wigwag.core.stanza.Unanswered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the server says on one connection, and who answers it. Belongs to the device's actor; lives and dies with the
/// connection.
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /// What a conversation wants of its device.
    interface Host extends Registration.Host, MailRoom.Host {
        /// The server has let the device in.
        void letIn();

        /// The server's last word.
        void goodbye(Disconnect words);

        /// What the device remembers can't be read.
        void damaged(String why);

        /// Whether connections were given up for the same stanza before.
        boolean isObstacle(Node stanza);
    }

    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final KeyDuties keys;
    private final LineSession session;
    private final Line line;
    private final Registration registration;
    private final Login login;
    private final MailRoom mailRoom;
    private final ClientVersion version;
    private final boolean resuming;
    private final Host host;
    private boolean deaf;

    /// @param version as which the connection was made
    /// @param resuming whether it relied on a key of the server that was known
    Conversation(
            DeviceParts parts,
            DeviceMemory memory,
            KeyDuties keys,
            MailRoom mailRoom,
            LineSession session,
            ClientVersion version,
            boolean resuming,
            Host host) {
        this.parts = parts;
        this.memory = memory;
        this.keys = keys;
        this.mailRoom = mailRoom;
        this.session = session;
        this.line = new WatchedLine(session, parts.progress(), parts.settings().stuck());
        this.registration = new Registration(parts, memory, line, host);
        this.login = new Login(parts, memory, keys, line, host);
        this.version = version;
        this.resuming = resuming;
        this.host = host;
    }

    LineSession line() {
        return session;
    }

    Registration registration() {
        return registration;
    }

    ClientVersion version() {
        return version;
    }

    boolean resuming() {
        return resuming;
    }

    boolean isLetIn() {
        return login.isLetIn();
    }

    void end() {
        registration.end();
        login.end();
        mailRoom.closed();
    }

    void hear(Node stanza) {
        if (deaf) {
            return;
        }
        parts.progress().begins("a stanza: " + stanza.tag(), parts.settings().stuck());
        try {
            if (!mailRoom.take(line, stanza)) {
                read(ServerStanza.read(stanza));
            }
        } catch (KeepFailed failed) {
            // What comes after it must not be taken in before it.
            deaf = true;
            host.giveUp(String.valueOf(failed.getMessage()));
            return;
        } catch (Unanswered lost) {
            unanswered(stanza, lost);
        } catch (MalformedNode malformed) {
            LOG.atWarn()
                    .addKeyValue("device", parts.name())
                    .addKeyValue("stanza", stanza.tag())
                    .addKeyValue("why", malformed.getMessage())
                    .log("a stanza can't be read");
            takeAnyway(stanza);
        } catch (MalformedRecord damaged) {
            host.damaged(String.valueOf(damaged.getMessage()));
        }
        if (stanza.attributes().text("offline").isPresent()) {
            login.handedOver();
        }
    }

    /// What a stanza made us ask was not answered. The end of the connection is on its way to us, unless only this
    /// one answer is missing; a stanza to which that happens on one connection after the other is let go, as it
    /// would come for ever.
    private void unanswered(Node stanza, Unanswered lost) {
        if (lost.reason() == Unanswered.Cause.LINE_LOST) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("device", parts.name())
                .addKeyValue("stanza", stanza.tag())
                .addKeyValue("why", lost.getMessage())
                .log("an answer that a stanza needs is missing");
        if (lost.reason() == Unanswered.Cause.UNREADABLE || host.isObstacle(stanza)) {
            takeAnyway(stanza);
        } else {
            host.giveUp(stanza.tag() + ": " + lost.getMessage());
        }
    }

    /// A stanza that can't be read is no better the next time: it must not come for ever.
    private void takeAnyway(Node stanza) {
        if (!Ack.isWantedBy(stanza) || stanza.is("message")) {
            return;
        }
        try {
            line.send(Ack.of(stanza));
        } catch (MalformedNode | Unanswered hopeless) {
            LOG.atDebug().addKeyValue("why", hopeless.getMessage()).log("and it can't be acked either");
        }
    }

    private void read(ServerStanza stanza) throws Unanswered, MalformedNode, MalformedRecord {
        switch (stanza) {
            case Success success -> letIn(success);
            case Failure failure -> host.goodbye(Disconnect.of(failure));
            case StreamError error -> host.goodbye(Disconnect.of(error));
            case ServerStanza.StreamEnd end -> host.goodbye(Disconnect.of(end));
            case ServerStanza.Complaint(var code) -> parts.events().accept(new LinkEvent.Complained(code));
            case ServerStanza.ServerPing ping -> line.send(ping.reply());
            case PairDevice offer -> registration.refs(offer);
            case ServerNotices(var notices) -> {
                for (var notice : notices) {
                    notice(notice);
                }
            }
            case Notification notification -> notification(notification);
            case News(var news, var node) -> {
                parts.events().accept(news);
                other(node);
            }
            case ServerStanza.Other(var node) -> other(node);
        }
    }

    private void letIn(Success success) throws Unanswered, MalformedRecord {
        // On a connection that began without an account there is nobody to be let in.
        if (memory.isLinked()) {
            host.letIn();
            login.letIn(success);
            mailRoom.open(line);
        }
    }

    private void notice(ServerNotice notice) throws Unanswered {
        if (notice instanceof ServerNotice.Downgraded downgraded) {
            host.goodbye(Disconnect.of(downgraded));
        } else {
            login.notice(notice);
        }
    }

    private void notification(Notification told) throws Unanswered, MalformedNode, MalformedRecord {
        line.send(told.ack());
        switch (told.subject()) {
            case Notification.KeysLow(var left) -> keys.runningLow(line, left);
            case Notification.CompareKeys() -> keys.compare(line);
            default -> registration.notified(told);
        }
    }

    private void other(Node node) throws Unanswered, MalformedNode {
        if (node.is("iq") && node.child("pair-success").isPresent()) {
            registration.linked(node);
        } else if (Ack.isWantedBy(node) && !node.is("message")) {
            line.send(Ack.of(node));
        }
    }
}
