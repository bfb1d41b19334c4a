/// What the engine remembers of its devices, on the document port: one collection, one commit, one ordered batch.
///
/// ```
/// deviceState   DEVICE/head             how many commits there were, and what the last one changed
///               DEVICE/own              our identity
///               DEVICE/identity/HASH    DEVICE/session/HASH      DEVICE/senderKey/HASH
///               DEVICE/preKey/NUMBER    DEVICE/signedPreKey/NUMBER    DEVICE/nextPreKeyId
///               DEVICE/holders/HASH     DEVICE/lid/HASH          DEVICE/phone/HASH
///               DEVICE/appStateKey/HEX  DEVICE/appStateVersion/NAME
///               DEVICE/deviceList/HASH  DEVICE/message/HASH      DEVICE/token/HASH
/// ```
///
/// The port promises that a prefix of a batch is there, and [io.wigwag.core.port.DeviceState#commit] promises all or
/// nothing. So a batch begins with the head, and the head holds all that the batch changes: once it is written the
/// commit has happened, and whatever of the rest is missing is written when the device is opened again.
@NullMarked
package io.wigwag.storage.engine;

import org.jspecify.annotations.NullMarked;
