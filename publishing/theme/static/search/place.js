// Where things are. The site may stand at any path.

export const ROOT = new URL("../../", import.meta.url);
export const FOLDER = new URL("pagefind/", ROOT);

// Loads a file that keeps its name when it changes.
export const load = async (name) => {
  const response = await fetch(new URL(name, FOLDER), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
};

// Does a thing when it is first asked for; where that fails, again the next time.
export const once = (make) => {
  let made;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
};
