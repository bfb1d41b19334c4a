package io.wigwag.sandbox.world;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// One person of the simulated world, under a phone number and a hidden id.
public final class Account {
    /// Who device 0 is.
    public enum Kind {
        /// The first companion that is linked: both ends of a test are plain devices then.
        HEADLESS,
        /// A phone that the sandbox plays.
        PHONE
    }

    /// Begins an address that is a name.
    public static final String BY_NAME = "name:";

    private static final int HOSTED_DEVICE = 99;

    private final Jid pn;
    private final Jid lid;
    private final String nameKey;
    private final Kind kind;
    private Persona persona;
    private final Instant createdAt;
    private final SortedMap<Integer, Device> devices = new TreeMap<>();
    private String pushName;
    private int nextDevice;
    private int highestKeyIndex;
    private Instant listChangedAt;
    private final WorldChanges changes;
    private OptionalInt companionLimit = OptionalInt.empty();
    private Addressing addressing = Addressing.PN;

    Account(
            Jid pn,
            Jid lid,
            String nameKey,
            String pushName,
            Kind kind,
            Persona persona,
            Instant createdAt,
            WorldChanges changes) {
        this.changes = changes;
        this.pn = pn;
        this.lid = lid;
        this.nameKey = nameKey;
        this.pushName = pushName;
        this.kind = kind;
        this.persona = persona;
        this.createdAt = createdAt;
        this.listChangedAt = createdAt;
        this.nextDevice = kind == Kind.PHONE ? 1 : 0;
    }

    public Jid pn() {
        return pn;
    }

    public Jid lid() {
        return lid;
    }

    public String number() {
        return pn.user();
    }

    /// The name that finds the account again when a companion is linked; a later change of the visible name leaves it.
    public String nameKey() {
        return nameKey;
    }

    /// Whether a test means this account: by number, by hidden id, or by name behind `name:`.
    public boolean isCalled(String address) {
        return address.equals(number()) || address.equals(lid.user()) || address.equals(BY_NAME + nameKey);
    }

    public String pushName() {
        return pushName;
    }

    public void rename(String name) {
        pushName = name;
        changed();
    }

    /// How many companions it may have, where that is not as with all accounts of its kind.
    public OptionalInt companionLimit() {
        return companionLimit;
    }

    public void companionLimit(int most) {
        companionLimit = OptionalInt.of(most);
        changed();
    }

    public Kind kind() {
        return kind;
    }

    public Persona persona() {
        return persona;
    }

    /// Its owner has a new phone: nobody vouches for the devices of the old one any more.
    public void newPersona(SecureRandom random) {
        persona = Persona.generate(random);
        changed();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Collection<Device> devices() {
        return Collections.unmodifiableCollection(new ArrayList<>(devices.values()));
    }

    public Optional<Device> device(int number) {
        return Optional.ofNullable(devices.get(number));
    }

    /// The linked ones: all but a phone.
    public Collection<Device> companions() {
        return devices.values().stream().filter(device -> !device.isPhone()).toList();
    }

    /// The lowest number that no device has had.
    int nextDevice() {
        return nextDevice;
    }

    /// The number that the next companion gets; none is given twice.
    ///
    /// @param keptFree no companion gets this one, nor that of hosted devices; 0 for none
    public int nextDevice(int keptFree) {
        var number = nextDevice;
        while (number == HOSTED_DEVICE || (number == keptFree && number > 0)) {
            number++;
        }
        return number;
    }

    public int nextKeyIndex() {
        return highestKeyIndex + 1;
    }

    /// Sets numbers aside for a companion that is being linked, so that two at once don't get the same.
    public void reserve(int device, int keyIndex) {
        nextDevice = Math.max(nextDevice, device + 1);
        highestKeyIndex = Math.max(highestKeyIndex, keyIndex);
        changed();
    }

    public Device addPhone(PreKeys.Signed signedPreKey) {
        var phone = new Device(this, persona.identity().publicKey(), persona.registrationId(), signedPreKey, createdAt);
        devices.put(0, phone);
        changed();
        changes.preKeysChanged(phone);
        return phone;
    }

    public Device addCompanion(
            int number, int keyIndex, Device.Registration registration, Octets advIdentity, Instant now) {
        var device = new Device(this, number, keyIndex, registration, advIdentity, now);
        devices.put(number, device);
        listChanged(now);
        changes.preKeysChanged(device);
        return device;
    }

    /// A device of an earlier run.
    void restore(Device device) {
        devices.put(device.number(), device);
    }

    /// By which address phones write in its chats, unless an order says otherwise; once it is the hidden id, always.
    public Addressing addressing() {
        return addressing;
    }

    public void moveToLid() {
        addressing = Addressing.LID;
        changed();
    }

    void restore(Addressing kept) {
        addressing = kept;
    }

    void restoreLimit(int most) {
        companionLimit = OptionalInt.of(most);
    }

    void restore(int next, int highestIndex, Instant listTime) {
        nextDevice = next;
        highestKeyIndex = highestIndex;
        listChangedAt = listTime;
    }

    int highestKeyIndex() {
        return highestKeyIndex;
    }

    WorldChanges changes() {
        return changes;
    }

    void changed() {
        changes.accountChanged(this);
    }

    public void remove(Device device, Instant now) {
        device.queue().clear();
        devices.remove(device.number());
        listChanged(now);
        changes.preKeysChanged(device);
    }

    /// Every change of the list has a time of its own, also where two fall into one second.
    private void listChanged(Instant now) {
        listChangedAt = now.getEpochSecond() > listChangedAt.getEpochSecond() ? now : listChangedAt.plusSeconds(1);
        changed();
    }

    public Instant listChangedAt() {
        return listChangedAt;
    }

    /// The list of key indexes that the persona signs: 0, and those of all companions.
    public Octets signedKeyIndexList() {
        var valid = new ArrayList<Integer>();
        valid.add(0);
        companions().forEach(device -> valid.add(device.keyIndex()));
        return persona.signList(valid, Collections.max(valid), listChangedAt);
    }

    @Override
    public String toString() {
        return number();
    }
}
