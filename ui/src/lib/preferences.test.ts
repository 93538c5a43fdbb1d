import { act, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { changePreferences, preferences, usePreferences } from "./preferences";
import { instant } from "./time";

const noon = "2026-11-22T12:00:00Z";

afterEach(() => {
  changePreferences({ theme: "system", contrast: "system", density: "comfortable", zone: "local", project: "default" });
});

describe("what a person prefers", () => {
  it("is shown at once, everywhere", () => {
    const { result } = renderHook(() => usePreferences());
    act(() => changePreferences({ theme: "dark", contrast: "more", density: "compact", zone: "utc" }));
    expect(result.current.theme).toBe("dark");
    expect({ ...document.documentElement.dataset }).toEqual({ theme: "dark", contrast: "more", density: "compact" });
    expect(instant(noon)).toContain("UTC");
    act(() => changePreferences({ theme: "system", contrast: "system", density: "comfortable" }));
    expect({ ...document.documentElement.dataset }).toEqual({});
  });

  it("gives way to the system's wish for more contrast", async () => {
    let tell = () => {};
    const wished = { matches: true, addEventListener: (_: string, listener: () => void) => (tell = listener) };
    vi.stubGlobal("matchMedia", () => wished);
    vi.resetModules();
    await import("./preferences");
    expect(document.documentElement.dataset.contrast).toBe("more");
    wished.matches = false;
    tell();
    expect(document.documentElement.dataset.contrast).toBeUndefined();
    vi.unstubAllGlobals();
  });

  it("is still there when the browser comes back", async () => {
    changePreferences({ project: "shop", plainKeys: false });
    vi.resetModules();
    const fresh = await import("./preferences");
    expect(fresh.preferences()).toMatchObject({ project: "shop", plainKeys: false, theme: "system" });
    changePreferences({ plainKeys: true });
  });

  it("is the default where what was kept cannot be read", async () => {
    localStorage.setItem("millrace.preferences", "{");
    vi.resetModules();
    const fresh = await import("./preferences");
    expect(fresh.preferences().project).toBe("default");
  });

  it("counts until the page is left where nothing can be kept", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    changePreferences({ project: "shop" });
    expect(preferences().project).toBe("shop");
  });
});
