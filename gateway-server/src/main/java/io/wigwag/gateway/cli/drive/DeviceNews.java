package io.wigwag.gateway.cli.drive;

import io.wigwag.core.binary.Node;
import io.wigwag.core.device.DeviceListener;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.link.NodeTap;
import tools.jackson.databind.node.ObjectNode;

/// What happens to the device, as events of the protocol.
final class DeviceNews implements DeviceListener, NodeTap {
    private final JsonLines out;
    private final Phase phase;
    private DeviceStatus before = new DeviceStatus.Stopped();

    DeviceNews(JsonLines out, Phase phase) {
        this.out = out;
        this.phase = phase;
    }

    @Override
    public void happened(DeviceEvent event) {
        switch (event) {
            case LinkEvent link -> happened(link);
            case DeviceEvent.EventsMissed(var count) -> failure(count + " events were lost: they are read too slowly");
            default -> {
                // Told by those that know it.
            }
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
            case LinkEvent.Rebuilt(var stuckIn) -> failure("stuck and rebuilt: " + stuckIn);
        }
    }

    private void failure(String why) {
        out.write(out.event("failure").put("error", why));
    }

    private void changed(DeviceStatus status) {
        if (hasConnection(before) && (!hasConnection(status) || status instanceof DeviceStatus.Connecting)) {
            out.write(closed(status));
        }
        if (status instanceof DeviceStatus.Syncing) {
            out.write(out.event("connection").put("status", "open"));
        }
        before = status;
        switch (status) {
            case DeviceStatus.Syncing _, DeviceStatus.Online _ -> phase.enter(Phase.Name.OPEN, "");
            case DeviceStatus.Pairing _, DeviceStatus.PasskeyRequired _, DeviceStatus.PasskeyConfirmation _ -> {
                // Linkable as soon as there is a code to see.
            }
            case DeviceStatus.New _ -> {
                // How it begins: somebody may be waiting for what comes next.
            }
            default ->
                phase.enter(
                        status.isRunning() ? Phase.Name.DIALLING : Phase.Name.CLOSED,
                        CloseWords.of(status).reason());
        }
    }

    private static boolean hasConnection(DeviceStatus status) {
        return status.isRunning() && !(status instanceof DeviceStatus.BackingOff);
    }

    private ObjectNode closed(DeviceStatus status) {
        var words = CloseWords.of(status);
        var told = out.event("connection").put("status", "close").put("reason", words.reason());
        words.code().ifPresent(code -> told.put("code", code));
        return told.put("loggedOut", status instanceof DeviceStatus.LoggedOut);
    }

    @Override
    public void received(Node node) {
        out.write(out.event("in").set("node", NodeJson.write(node)));
    }

    @Override
    public void sent(Node node) {
        // The harness knows what it asked for.
    }
}
