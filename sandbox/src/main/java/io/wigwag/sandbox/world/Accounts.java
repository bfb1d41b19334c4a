package io.wigwag.sandbox.world;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All accounts, found by number, hidden id or name.
public final class Accounts {
    private final Map<String, Account> byNumber = new LinkedHashMap<>();
    private final Map<String, Account> byLid = new LinkedHashMap<>();
    private final Map<String, Account> byName = new LinkedHashMap<>();
    private final Numbers numbers;
    private final SecureRandom random;
    private final InstantSource clock;

    private WorldChanges changes = WorldChanges.UNKEPT;

    public Accounts(Numbers numbers, SecureRandom random, InstantSource clock) {
        this.numbers = numbers;
        this.random = random;
        this.clock = clock;
    }

    public Numbers numbers() {
        return numbers;
    }

    /// Makes an account whose number follows from its name.
    public Account create(String nameKey, String pushName, Account.Kind kind) {
        return create(nameKey, pushName, kind, numbers.phone(nameKey, byNumber::containsKey));
    }

    /// Makes an account with a number of the caller's choice.
    ///
    /// @throws IllegalArgumentException when the number or the name is taken
    public Account create(String nameKey, String pushName, Account.Kind kind, String number) {
        if (byNumber.containsKey(number)) {
            throw new IllegalArgumentException("number: " + number + " is taken (expected: a free one)");
        }
        if (byName.containsKey(nameKey)) {
            throw new IllegalArgumentException("name: " + nameKey + " is taken (expected: a free one)");
        }
        var lid = numbers.lid(number, byLid::containsKey);
        var account = new Account(
                address(number, Server.USER),
                address(lid, Server.LID),
                nameKey,
                pushName,
                kind,
                Persona.generate(random),
                clock.instant(),
                changes);
        put(account);
        account.changed();
        return account;
    }

    /// From now on every account made here tells of its changes. Before the first one is made.
    public void keptBy(WorldChanges listener) {
        changes = listener;
    }

    WorldChanges changes() {
        return changes;
    }

    /// Somebody who is no more: only the addresses are left, where they stand on something that remains.
    public Account departed(Jid pn, Jid lid) {
        var persona = Persona.generate(random);
        return new Account(pn, lid, "", "", Account.Kind.HEADLESS, persona, Instant.EPOCH, WorldChanges.UNKEPT);
    }

    SecureRandom random() {
        return random;
    }

    void put(Account account) {
        byNumber.put(account.number(), account);
        byLid.put(account.lid().user(), account);
        byName.put(account.nameKey(), account);
    }

    private static Jid address(String user, Server server) {
        try {
            return Jid.of(user, server);
        } catch (MalformedJid malformed) {
            throw new IllegalArgumentException("number: " + malformed.getMessage(), malformed);
        }
    }

    public void remove(Account account) {
        byNumber.remove(account.number());
        byLid.remove(account.lid().user());
        byName.remove(account.nameKey());
        account.changed();
        for (var device : account.devices()) {
            device.queue().clear();
            changes.preKeysChanged(device);
        }
    }

    public void clear() {
        List.copyOf(byNumber.values()).forEach(this::remove);
    }

    public Collection<Account> all() {
        return Collections.unmodifiableCollection(byNumber.values());
    }

    public Optional<Account> byName(String nameKey) {
        return Optional.ofNullable(byName.get(nameKey));
    }

    /// The account that a test means: by number, by hidden id, or by name behind `name:`.
    public Optional<Account> called(String address) {
        if (address.startsWith(Account.BY_NAME)) {
            return byName(address.substring(Account.BY_NAME.length()));
        }
        return byNumber(address).or(() -> Optional.ofNullable(byLid.get(address)));
    }

    public Optional<Account> byNumber(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /// The account that an address of either kind names.
    public Optional<Account> find(Jid address) {
        if (address.isPhoneNumber() || address.normal().isPhoneNumber()) {
            return byNumber(address.user());
        }
        return address.isLid() ? Optional.ofNullable(byLid.get(address.user())) : Optional.empty();
    }

    /// The device that an address of either kind names.
    public Optional<Device> device(Jid address) {
        return find(address).flatMap(account -> account.device(address.device()));
    }
}
