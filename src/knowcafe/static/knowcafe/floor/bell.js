// A gentle bell, a short buzz, and a screen that stays awake. None of them may be there.
let audio;
let lock;

/** Sound needs a finger once: called at the first press. */
export function wake() {
  audio ??= window.AudioContext ? new AudioContext() : undefined;
  audio?.resume();
}

/** So many strokes of a bell. */
export function chime(strokes) {
  if (!strokes) return;
  navigator.vibrate?.(Array(strokes).fill([180, 220]).flat());
  if (audio?.state !== "running") return;
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    for (const [pitch, loud, long] of [[523.25, 0.3, 2.6], [1046.5, 0.12, 1.6], [1570, 0.05, 0.9]]) {
      const begin = audio.currentTime + stroke * 0.9;
      const tone = audio.createOscillator();
      const level = audio.createGain();
      tone.frequency.value = pitch;
      level.gain.setValueAtTime(0, begin);
      level.gain.linearRampToValueAtTime(loud, begin + 0.015);
      level.gain.exponentialRampToValueAtTime(0.0001, begin + long);
      tone.connect(level).connect(audio.destination);
      tone.start(begin);
      tone.stop(begin + long);
    }
  }
}

/** While the hour runs. The lock goes whenever the page is hidden, so it is asked for again. */
export async function stayAwake(isOn) {
  if (!isOn || document.hidden) return;
  if (lock && !lock.released) return;
  lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
}
