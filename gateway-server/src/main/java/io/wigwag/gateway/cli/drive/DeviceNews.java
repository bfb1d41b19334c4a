package io.wigwag.gateway.cli.drive;

import io.wigwag.core.binary.Node;
import io.wigwag.core.device.DeviceListener;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.link.NodeTap;
import io.wigwag.gateway.cli.drive.talk.Talk;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/// What happens to the device, as events of the protocol.
final class DeviceNews implements DeviceListener, NodeTap {
    private final JsonLines out;
    private final Phase phase;
    private final boolean tellsNodes;
    private final Talk talk;
    private final LastWords goodbye = new LastWords();
    private final AtomicReference<Optional<Jid>> owner = new AtomicReference<>(Optional.empty());
    private DeviceStatus before = new DeviceStatus.Stopped();

    /// @param tellsNodes whether every stanza that comes in is told
    DeviceNews(JsonLines out, Phase phase, boolean tellsNodes, Talk talk) {
        this.out = out;
        this.phase = phase;
        this.tellsNodes = tellsNodes;
        this.talk = talk;
    }

    /// Whom the device belonged to when the process began.
    void belongsTo(Jid jid) {
        owner.compareAndSet(Optional.empty(), Optional.of(jid));
    }

    @Override
    public void happened(DeviceEvent event) {
        switch (event) {
            case LinkEvent link -> happened(link);
            case DeviceEvent.EventsMissed(var count) -> failure(count + " events were lost: they are read too slowly");
            case PeopleEvent people -> talk.happened(people);
        }
    }

    private void happened(LinkEvent event) {
        switch (event) {
            case LinkEvent.StatusChanged(var status) -> changed(status);
            case LinkEvent.QrShown shown -> {
                out.write(out.event("qr").put("qr", shown.text()));
                phase.enter(Phase.Name.LINKABLE, "");
            }
            case LinkEvent.CodeShown shown ->
                out.write(out.event("pairingCode").put("code", shown.code().replace("-", "")));
            case LinkEvent.Paired paired -> {
                owner.set(Optional.of(paired.jid()));
                var told = out.event("paired").put("jid", paired.jid().toString());
                paired.lid().ifPresent(lid -> told.put("lid", lid.toString()));
                out.write(told.put("platform", paired.platform()));
            }
            case LinkEvent.HandedOver _ -> out.write(out.event("offline").put("status", "complete"));
            case LinkEvent.PairingFailed(var why) -> failure(why);
            case LinkEvent.Complained(var code) ->
                failure("the server could not read a stanza of ours"
                        + (code.isPresent() ? " (" + code.getAsInt() + ")" : ""));
            case LinkEvent.StateRenewed _ -> failure("the store was an older copy: all sessions are made anew");
            case LinkEvent.SetAside(var id) -> failure("not kept, and left at the server: " + id);
            case LinkEvent.Restricted restricted -> {
                var told = out.event("restricted").put("active", restricted.active());
                restricted.until().ifPresent(end -> told.put("until", end.getEpochSecond()));
                out.write(told);
            }
            case LinkEvent.Rebuilt(var stuckIn) -> failure("stuck and rebuilt: " + stuckIn);
        }
    }

    private void failure(String why) {
        out.write(out.event("failure").put("error", why));
    }

    private void changed(DeviceStatus status) {
        var closing = hasConnection(before) && (!hasConnection(status) || status instanceof DeviceStatus.Connecting);
        var words = CloseWords.of(status, closing ? goodbye.take() : OptionalInt.empty());
        if (closing) {
            out.write(closed(words, status instanceof DeviceStatus.LoggedOut));
        }
        if (status instanceof DeviceStatus.Syncing) {
            var told = out.event("connection").put("status", "open");
            owner.get().ifPresent(jid -> told.put("jid", jid.toString()));
            out.write(told);
        }
        var wasRunning = before.isRunning();
        before = status;
        switch (status) {
            case DeviceStatus.Syncing _, DeviceStatus.Online _ -> phase.enter(Phase.Name.OPEN, "");
            case DeviceStatus.Pairing _, DeviceStatus.PasskeyRequired _, DeviceStatus.PasskeyConfirmation _ -> {
                // Linkable as soon as there is a code to see.
            }
            case DeviceStatus.New _ -> {
                // How it begins: somebody may be waiting for what comes next.
            }
            case DeviceStatus.Stopped _ when !wasRunning -> {
                // The same, of one that is linked.
            }
            default -> phase.enter(status.isRunning() ? Phase.Name.DIALLING : Phase.Name.CLOSED, words.reason());
        }
    }

    private static boolean hasConnection(DeviceStatus status) {
        return status.isRunning() && !(status instanceof DeviceStatus.BackingOff);
    }

    private ObjectNode closed(CloseWords words, boolean loggedOut) {
        var told = out.event("connection").put("status", "close").put("reason", words.reason());
        words.code().ifPresent(code -> told.put("code", code));
        return told.put("loggedOut", loggedOut);
    }

    @Override
    public void received(Node node) {
        goodbye.received(node);
        if (tellsNodes) {
            out.write(out.event("in").set("node", NodeJson.write(node)));
        }
    }

    @Override
    public void sent(Node node) {
        // The harness knows what it asked for.
    }
}
