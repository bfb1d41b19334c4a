package io.wigwag.storage.engine;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;

/// Where each thing that a device remembers has its place. Whatever names a person goes in hidden.
final class Places {
    static final String SESSION = "session";
    static final String SENDER_KEY = "senderKey";

    private final String device;
    private final Hiding hiding;

    Places(String device, Hiding hiding) {
        this.device = device;
        this.hiding = hiding;
    }

    /// Where all places begin.
    String everything() {
        return device + "/";
    }

    String head() {
        return device + "/head";
    }

    String own() {
        return device + "/own";
    }

    String nextPreKeyId() {
        return device + "/nextPreKeyId";
    }

    String identity(DeviceAddress address) {
        return hidden("identity", address.toString());
    }

    String session(DeviceAddress address) {
        return hidden(SESSION, address.toString());
    }

    /// Where all places of a kind begin.
    String all(String kind) {
        return device + "/" + kind + "/";
    }

    /// Padded, so that ids sort as numbers do.
    String preKey(int id) {
        return device + "/preKey/" + "%08x".formatted(id);
    }

    String signedPreKeys() {
        return device + "/signedPreKey/";
    }

    String signedPreKey(int id) {
        return signedPreKeys() + "%08x".formatted(id);
    }

    String senderKey(SenderKeyName name) {
        return hidden(SENDER_KEY, name.sender() + " " + name.group());
    }

    String holders(String group) {
        return hidden("holders", group);
    }

    String appStateKeys() {
        return device + "/appStateKey/";
    }

    String appStateKey(Octets keyId) {
        return appStateKeys() + keyId.toHex();
    }

    String appStateVersion(String collection) {
        return device + "/appStateVersion/" + collection;
    }

    String lid(String phone) {
        return hidden("lid", phone);
    }

    String phone(String lid) {
        return hidden("phone", lid);
    }

    String deviceList(String user) {
        return hidden("deviceList", user);
    }

    String message(MessageKey key) {
        return hidden("message", key.messageId() + " " + key.chat());
    }

    String token(String user) {
        return hidden("token", user);
    }

    /// A user as an index field; of no kind in particular, and different for every device.
    String user(String name) {
        return hiding.of("user", device + " " + name);
    }

    private String hidden(String kind, String value) {
        return device + "/" + kind + "/" + hiding.of(kind, value);
    }
}
