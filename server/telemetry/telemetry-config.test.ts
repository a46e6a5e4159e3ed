import { describe, expect, it } from 'vitest';
import { loadConfig, secretsOf } from '../config.ts';

const production = {
  DATABASE_URL: 'postgres://app:hidden-word@db.example.org/redress',
  SECRET_KEY: 'a secret of more than thirty-two bytes',
  AUDIT_SIGNING_KEY: Buffer.alloc(32, 1).toString('base64'),
};
const telemetryWith = (variables: Record<string, string>) =>
  loadConfig({ ...production, ...variables }).telemetry;

describe('without being asked for', () => {
  it('nothing is served and nothing is sent; slow operations are logged in production', () => {
    expect(telemetryWith({})).toEqual({
      metrics: null,
      labelsTenants: true,
      slowOperationMilliseconds: 1_000,
      slowOperationPlans: false,
      otlp: null,
    });
    expect(telemetryWith({ REDRESS_MODE: 'demo' }).slowOperationMilliseconds).toBeNull();
    expect(telemetryWith({ SLOW_OPERATION_MS: '0' }).slowOperationMilliseconds).toBeNull();
  });
});

describe('OpenTelemetry’s variables', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };

  it('name one address for all, or one for each kind', () => {
    expect(telemetryWith(endpoint).otlp).toMatchObject({
      tracesUrl: 'http://collector:4318/v1/traces',
      metricsUrl: 'http://collector:4318/v1/metrics',
      serviceName: 'redress',
      sampler: 'parentbased_always_on',
    });
    expect(telemetryWith({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://traces/in' }).otlp).toMatchObject({
      tracesUrl: 'http://traces/in',
      metricsUrl: null,
    });
    expect(telemetryWith({ ...endpoint, OTEL_METRICS_EXPORTER: 'none' }).otlp).toMatchObject({
      metricsUrl: null,
    });
    expect(telemetryWith({ ...endpoint, OTEL_SDK_DISABLED: 'true' }).otlp).toBeNull();
  });

  it('carry keys that are secrets of the installation', () => {
    const config = loadConfig({
      ...production,
      ...endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=very%20secret,other=thing',
    });
    expect(config.telemetry.otlp?.headers).toEqual({ 'x-api-key': 'very secret', other: 'thing' });
    expect(secretsOf(config)).toEqual(expect.arrayContaining(['very secret', 'thing']));
  });

  it('say how many traces are kept', () => {
    const sampled = { ...endpoint, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' };
    expect(telemetryWith(sampled).otlp).toMatchObject({ sampler: 'traceidratio', sampledShare: 0.1 });
  });
});

describe('a variable that is wrong', () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ METRICS_PORT: '0' }, /^METRICS_PORT must be a port number/],
    [{ SLOW_OPERATION_MS: '1s' }, /^SLOW_OPERATION_MS must be a whole number/],
    [{ SLOW_OPERATION_MS: '0', SLOW_OPERATION_PLANS: 'true' }, /^SLOW_OPERATION_PLANS=true needs/],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /^OTEL_EXPORTER_OTLP_ENDPOINT must be an address/],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /^OTEL_EXPORTER_OTLP_PROTOCOL must be http\/json/],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'secret' }, /^OTEL_EXPORTER_OTLP_HEADERS must be pairs/],
    [{ OTEL_TRACES_SAMPLER: 'sometimes' }, /^OTEL_TRACES_SAMPLER must be one of/],
    [{ OTEL_TRACES_SAMPLER_ARG: '2' }, /^OTEL_TRACES_SAMPLER_ARG must be a share/],
  ];
  it.each(wrong)('%j is told', (variables, message) => {
    expect(() => telemetryWith(variables)).toThrow(message);
  });
});
