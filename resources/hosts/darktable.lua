--[[
Landmark Tagger in darktable: suggests which landmark the selected photos show, in a dialog of its own; what is
accepted there becomes a tag (Places|Country|City|Landmark) and, where a photo has none, the coordinates of the photo
in darktable's library. darktable itself writes both into its sidecar files; the photos are not written.

The button stands in the module "selected image[s]", the shortcut in darktable's preferences.
]]

local dt = require "darktable"

local COMMAND = @COMMAND@

local LABELS = { de = "Ort vorschlagen…", es = "sugerir lugar…" }
local TIPS = {
  de = "erkennt die Sehenswürdigkeit auf den ausgewählten Fotos",
  es = "reconoce el lugar que muestran las fotos seleccionadas",
}

local function language()
  for _, name in ipairs { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" } do
    local value = os.getenv(name)
    if value and value ~= "" then
      return value:sub(1, 2)
    end
  end
  return ""
end

local function quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- All lines of a file; nil where it cannot be read.
local function lines_of(path)
  local file = io.open(path, "r")
  if not file then
    return nil
  end
  local lines = {}
  for line in file:lines() do
    lines[#lines + 1] = line
  end
  file:close()
  return lines
end

-- path, probability, latitude, longitude, tag; an unknown place leaves the last three empty.
local function fields_of(line)
  local fields = {}
  for field in (line:gsub("\r$", "") .. "\t"):gmatch("([^\t]*)\t") do
    fields[#fields + 1] = field
  end
  return fields
end

local function apply(fields, image)
  local latitude, longitude, tag = tonumber(fields[3]), tonumber(fields[4]), fields[5]
  if tag and tag ~= "" then
    dt.tags.attach(dt.tags.create(tag), image)
  end
  -- A position that is there already is the camera's, and truer than the landmark's.
  if latitude and longitude and not image.latitude and not image.longitude then
    image.latitude, image.longitude = latitude, longitude
  end
end

-- The command stands in a script, since a command line of many paths would be too long for a shell's argument.
local function run(paths, script, output)
  local file = io.open(script, "w")
  if not file then
    return -1
  end
  file:write("exec ", COMMAND)
  for _, path in ipairs(paths) do
    file:write(" ", quoted(path))
  end
  file:write(" > ", quoted(output), "\n")
  file:close()
  return dt.control.execute("sh " .. quoted(script))
end

local function suggest(images)
  if #images == 0 then
    dt.print("Landmark Tagger: select photos first")
    return
  end
  local paths, by_path = {}, {}
  for _, image in ipairs(images) do
    local path = image.path .. "/" .. image.filename
    if not by_path[path] then -- duplicates of a photo share its file
      by_path[path] = {}
      paths[#paths + 1] = path
    end
    table.insert(by_path[path], image)
  end
  local script, output = os.tmpname(), os.tmpname()
  local status = run(paths, script, output)
  local tagged = 0
  for _, line in ipairs(lines_of(output) or {}) do
    local fields = fields_of(line)
    for _, image in ipairs(by_path[fields[1]] or {}) do
      apply(fields, image)
      tagged = tagged + 1
    end
  end
  os.remove(script)
  os.remove(output)
  if tagged > 0 then
    dt.print("Landmark Tagger: " .. tagged .. (tagged == 1 and " photo tagged" or " photos tagged"))
  elseif status == 0 or status == 1 or status == 256 then
    dt.print("Landmark Tagger: nothing accepted")
  else
    dt.print("Landmark Tagger could not be run (" .. tostring(status) .. ")")
  end
end

local function selected()
  suggest(dt.gui.selection())
end

dt.gui.libs.image.register_action(
  "landmark_tagger_suggest",
  LABELS[language()] or "suggest location…",
  function(_, images)
    suggest(images)
  end,
  TIPS[language()] or "tell which landmark the selected photos show"
)
dt.register_event("landmark_tagger_suggest", "shortcut", selected, "landmark tagger: suggest location")
