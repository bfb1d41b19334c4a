package io.wigwag.core.port;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Set;

/// One change to what a device remembers. Putting replaces; deleting what is not there is no error.
public sealed interface StateChange {
    record PutOwnIdentity(Octets record) implements StateChange {}

    record PutIdentity(DeviceAddress device, Octets key) implements StateChange {}

    record DeleteIdentity(DeviceAddress device) implements StateChange {}

    record PutSession(DeviceAddress device, Octets record) implements StateChange {}

    record DeleteSession(DeviceAddress device) implements StateChange {}

    record PutPreKey(StoredPreKey key) implements StateChange {}

    record DeletePreKey(int id) implements StateChange {}

    /// The id that the next pre-key to be made will have.
    record PutNextPreKeyId(int id) implements StateChange {}

    record PutSignedPreKey(StoredSignedPreKey key) implements StateChange {}

    record DeleteSignedPreKey(int id) implements StateChange {}

    record PutSenderKey(SenderKeyName name, Octets record) implements StateChange {}

    record DeleteSenderKey(SenderKeyName name) implements StateChange {}

    /// These devices now hold our sender key of the group, beside those that did.
    record AddHolders(String group, Set<DeviceAddress> devices) implements StateChange {
        public AddHolders {
            devices = Set.copyOf(devices);
        }
    }

    /// These devices have to be given the key again.
    record RemoveHolders(String group, Set<DeviceAddress> devices) implements StateChange {
        public RemoveHolders {
            devices = Set.copyOf(devices);
        }
    }

    /// Our sender key of the group is a new one, which nobody holds.
    record ForgetHolders(String group) implements StateChange {}

    record PutAppStateKey(Octets keyId, Octets record) implements StateChange {}

    record PutAppStateVersion(String collection, Octets record) implements StateChange {}

    record DeleteAppStateVersion(String collection) implements StateChange {}

    /// One phone number and one LID that belong together; whatever either was paired with before is forgotten.
    record PutLid(String phone, String lid) implements StateChange {}

    record PutDeviceList(String user, Octets record) implements StateChange {}

    record DeleteDeviceList(String user) implements StateChange {}

    record KeepMessage(MessageKey key, Octets record, Instant at) implements StateChange {}

    record DropMessage(MessageKey key) implements StateChange {}

    record DropMessagesBefore(Instant time) implements StateChange {}

    record PutToken(String user, StoredToken token) implements StateChange {}

    record DeleteToken(String user) implements StateChange {}
}
