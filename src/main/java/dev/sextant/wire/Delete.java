package dev.sextant.wire;

import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The method answers `DELETE`, as with [jakarta.ws.rs.DELETE].
///
/// That one and `GET` share a bucket of the hash map from which Quarkus takes a resource's methods when it builds, in
/// the
/// order of another map that differs in every process. An annotation of our own comes after them, so that two builds
/// give
/// the same bytes (ADR 39).
@HttpMethod(HttpMethod.DELETE)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Delete {}
